import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

const script = readFileSync(new URL('../../../public/theme.js', import.meta.url), 'utf8')

/** Runs the script that stands in the page's head. @returns the theme it sets */
function firstTheme(kept: string | null | Error): string | undefined {
  const dataset: { theme?: string } = {}
  const localStorage = {
    getItem(key: string) {
      if (kept instanceof Error) throw kept
      return key === 'holdall-theme' ? kept : null
    },
  }
  runInNewContext(script, { localStorage, document: { documentElement: { dataset } } })
  return dataset.theme
}

test('the kept theme is there before anything is painted', () => {
  expect(firstTheme('dark')).toBe('dark')
  expect(firstTheme('light')).toBe('light')
})

test('anything else is the system, and blocked storage breaks nothing', () => {
  expect(firstTheme('system')).toBeUndefined()
  expect(firstTheme('"><script>')).toBeUndefined()
  expect(firstTheme(null)).toBeUndefined()
  expect(firstTheme(new Error('blocked'))).toBeUndefined()
})
