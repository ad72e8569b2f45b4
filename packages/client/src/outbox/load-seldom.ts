/** Loads what few pages need; whoever asks goes on without it, or asks again, when it can't be had. */
export const loadSeldom = () => import('./seldom.ts');
