import { html } from 'hono/html';
import type { Markup } from '../pages/page-frame.ts';
import type { PageLanguage } from './page-language.ts';

/** Text of a record as it stands, marked as Chinese where the page is in another language (WCAG 2.2, 3.1.2). */
export function inChinese(language: PageLanguage, text: string): Markup | string {
  if (language === 'zh-Hans' || !/\p{Script=Han}/u.test(text)) return text;
  return html`<span lang="zh-Hans">${text}</span>`;
}

/** The name of a record in the language of the page, where it has one in that. */
export function named(
  language: PageLanguage,
  name: string,
  nameEn: string | null | undefined,
): Markup | string {
  return language === 'en' && nameEn ? nameEn : inChinese(language, name);
}
