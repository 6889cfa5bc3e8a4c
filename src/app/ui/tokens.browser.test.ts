import { afterEach, expect, test } from 'vitest'
import './styles.css'

afterEach(() => {
  delete document.documentElement.dataset['theme']
})

/** WCAG contrast of two CSS colours as the browser computes them. */
function contrast(ink: string, ground: string): number {
  const lightness = (token: string) => {
    const probe = document.createElement('i')
    probe.style.color = `var(${token})`
    document.body.append(probe)
    const channels =
      getComputedStyle(probe)
        .color.match(/[\d.]+/g)
        ?.map(Number) ?? []
    probe.remove()
    const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
      const part = channel / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [low = 0, high = 0] = [lightness(ink), lightness(ground)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['--content', '--chrome', '--raised', '--hover', '--hover-chrome', '--selection']
const inks = ['--ink-1', '--ink-2', '--accent', '--danger', '--warn', '--ok']
const pairs = [
  ...grounds.flatMap((ground) => inks.map((ink) => [ink, ground] as const)),
  ...['--content', '--chrome', '--raised', '--selection'].map(
    (ground) => ['--ink-3', ground] as const,
  ),
  ...['--accent-fill', '--accent-fill-hover', '--danger-fill', '--danger-fill-hover'].map(
    (ground) => ['--on-fill', ground] as const,
  ),
  ['--danger', '--danger-soft'],
  ['--warn', '--warn-soft'],
  ['--ok', '--ok-soft'],
  ['--ink-1', '--match'],
] as const

for (const theme of ['light', 'dark']) {
  test(`text can be read in the ${theme} theme`, () => {
    document.documentElement.dataset['theme'] = theme
    const faint = pairs.filter(([ink, ground]) => contrast(ink, ground) < 4.5)
    expect(faint).toEqual([])
    const dim = ['--control', '--spine', '--spine-inactive', '--ring'].filter(
      (edge) => contrast(edge, '--content') < 3,
    )
    expect(dim).toEqual([])
  })
}

test('a theme chosen by the person overrides the system', () => {
  const surface = () => getComputedStyle(document.body).backgroundColor
  document.documentElement.dataset['theme'] = 'light'
  expect(surface()).toBe('rgb(255, 255, 255)')
  document.documentElement.dataset['theme'] = 'dark'
  expect(surface()).toBe('rgb(24, 24, 23)')
})
