import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'

const REGOLE = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']

/** axe finds nothing on the page as it is now, and the page is no wider than its window. */
export async function accessibile(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(REGOLE).analyze()
  const trovate = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)
  expect(trovate, await page.title()).toEqual([])
  const sborda = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(sborda, `${await page.title()}: più larga della finestra`).toBe(false)
}
