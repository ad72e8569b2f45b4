/** The registry's icon: an ear of grain on red. */
export const icon = `\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="7" fill="#a3271f"/>
<path d="M16 27V9" stroke="#ffe3a8" stroke-width="2" stroke-linecap="round"/>
<g fill="#ffe3a8"><ellipse cx="16" cy="7.5" rx="2.4" ry="3.8"/><ellipse cx="11.6" cy="12.5" rx="2.3" ry="3.8" transform="rotate(-35 11.6 12.5)"/><ellipse cx="20.4" cy="12.5" rx="2.3" ry="3.8" transform="rotate(35 20.4 12.5)"/><ellipse cx="11.6" cy="19" rx="2.3" ry="3.8" transform="rotate(-35 11.6 19)"/><ellipse cx="20.4" cy="19" rx="2.3" ry="3.8" transform="rotate(35 20.4 19)"/></g>
</svg>`;
