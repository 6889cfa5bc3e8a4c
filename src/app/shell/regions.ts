// F6: from one part of the window to the next. Parts are elements with `data-region`; one inside another is a part of
// its own, such as the inspector inside the content.

const ATTRIBUTE = 'data-region'
const FOCUSABLE =
  '[tabindex="0"], a[href]:not([tabindex="-1"]), button:not([tabindex="-1"]), input, select, textarea'
/** Where a part has a list, that is what it is about. */
const LIST = '[role="grid"][tabindex="0"], [role="treegrid"][tabindex="0"]'

export interface Regions {
  /** Takes the focus to the next part, or with -1 to the one before, and to where it was in there. */
  readonly go: (by: 1 | -1) => void
  readonly dispose: () => void
}

export function createRegions(root: HTMLElement): Regions {
  const lastFocused = new WeakMap<Element, HTMLElement>()
  const regionOf = (element: Element | null) => element?.closest<HTMLElement>(`[${ATTRIBUTE}]`)
  const remember = (event: FocusEvent) => {
    const { target } = event
    const region = target instanceof HTMLElement ? regionOf(target) : undefined
    if (region && target instanceof HTMLElement) lastFocused.set(region, target)
  }
  root.addEventListener('focusin', remember)

  const entryOf = (region: HTMLElement): HTMLElement => {
    const last = lastFocused.get(region)
    if (last?.isConnected === true && last.checkVisibility()) return last
    const own = (selector: string) =>
      [...region.querySelectorAll<HTMLElement>(selector)].find(
        (element) => element.checkVisibility() && regionOf(element) === region,
      )
    return own(LIST) ?? own(FOCUSABLE) ?? region
  }

  return {
    go(by) {
      const regions = [...root.querySelectorAll<HTMLElement>(`[${ATTRIBUTE}]`)].filter((region) =>
        region.checkVisibility(),
      )
      if (regions.length === 0) return
      const active = regionOf(document.activeElement)
      const here = regions.findIndex((region) => region === active)
      // From nowhere, F6 goes to the first part and Shift+F6 to the last.
      const next = here < 0 && by < 0 ? regions.length - 1 : here + by
      const region = regions[(next + regions.length) % regions.length]
      if (region !== undefined) entryOf(region).focus()
    },
    dispose: () => root.removeEventListener('focusin', remember),
  }
}
