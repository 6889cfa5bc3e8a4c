// What a person does by keyboard, at random.

/** @typedef {import('./random.js').Chance} Chance */
/** @typedef {import('playwright').Page} Page */

/** How often each, in parts of the whole. A step may do nothing where it does not apply. */
/** @type {readonly (readonly [number, string, (page: Page, chance: Chance) => Promise<void>])[]} */
const steps = [
  [14, 'down', (page, chance) => repeat(page, 'ArrowDown', 1 + chance.below(12))],
  [5, 'up', (page, chance) => repeat(page, 'ArrowUp', 1 + chance.below(6))],
  [4, 'page down', (page) => page.keyboard.press('PageDown')],
  [2, 'page up', (page) => page.keyboard.press('PageUp')],
  [2, 'end', (page) => page.keyboard.press('End')],
  [2, 'home', (page) => page.keyboard.press('Home')],
  [24, 'open', (page) => page.keyboard.press('Enter')],
  [8, 'out', (page) => page.keyboard.press('Backspace')],
  [4, 'back', (page) => page.keyboard.press('Alt+ArrowLeft')],
  [3, 'forward', (page) => page.keyboard.press('Alt+ArrowRight')],
  [4, 'look again', (page) => page.keyboard.press('F5')],
  [6, 'type', (page, chance) => page.keyboard.type(letters(chance))],
  [3, 'select all', (page) => page.keyboard.press('Control+a')],
  [3, 'hidden files', (page) => page.keyboard.press('Control+h')],
  [6, 'preview', preview],
  [3, 'extend', (page, chance) => repeat(page, 'Shift+ArrowDown', 1 + chance.below(5))],
]
const parts = steps.reduce((sum, [share]) => sum + share, 0)

/**
 * @param {Page} page
 * @param {string} key
 * @param {number} times
 */
async function repeat(page, key, times) {
  for (let i = 0; i < times; i++) await page.keyboard.press(key)
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** @param {Chance} chance */
function letters(chance) {
  const letter = () => alphabet.charAt(chance.below(alphabet.length))
  return chance.below(2) === 0 ? letter() : letter() + letter()
}

/**
 * @param {Page} page
 * @param {Chance} chance
 */
async function preview(page, chance) {
  await page.keyboard.press('Space')
  for (let i = chance.below(4); i > 0; i--)
    await page.keyboard.press(chance.of(['ArrowDown', 'ArrowUp']))
  await page.keyboard.press('Escape')
}

/**
 * Does one thing, chosen at random.
 * @param {Page} page
 * @param {Chance} chance
 * @returns {Promise<string>} what
 */
export async function doSomething(page, chance) {
  let at = chance.below(parts)
  for (const [share, name, act] of steps) {
    at -= share
    if (at >= 0) continue
    await act(page, chance)
    return name
  }
  throw new Error('the shares do not add up')
}
