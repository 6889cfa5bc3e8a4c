// What history knows of a folder's view. Owns: writing scroll position, focus and selection into the history entry
// and its address while the person moves about, and taking them up again on the way back, after a reload, or by a
// link. Refuses: what the rows are.
import { createEffect, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import type { HoldallApi } from '#vdfs/api/core-api.ts'
import type { Navigation, ViewMemory } from '../../navigation/navigation.tsx'
import { printPlace, type FolderPlace } from '../../navigation/place.ts'
import type { RowSelection } from './row-selection.ts'
import type { RowWindow } from './row-window.ts'
import { isSameAt } from './view.ts'

/** History takes 200 changes in 10 s and ignores more, so that what a held key does is written when it rests. */
const REST_MS = 250
/** As many selected rows are remembered; more would make every step through history slow. */
const MAX_REMEMBERED = 10_000

export interface ListScroll {
  readonly scrollTop: () => number
  readonly scrollTo: (top: number) => void
  /** Whether the list is high enough to be scrolled there. */
  readonly reaches: (top: number) => boolean
  readonly revealInMiddle: (index: number) => void
}

export interface VisitOptions {
  readonly core: HoldallApi
  readonly navigation: Navigation
  readonly place: Accessor<FolderPlace>
  readonly rows: RowWindow
  readonly selection: RowSelection
  readonly list: () => ListScroll | undefined
  /** The name of the only selected row, if it is at hand. */
  readonly selectedName: () => string | undefined
  readonly isPreviewing: () => boolean
  readonly openPreview: () => void
  readonly closePreview: () => void
  /** The name that an address asked for is not in the folder. */
  readonly missing: (name: string) => void
}

export interface Visits {
  /** The person acts: what history wanted is void. */
  readonly interrupt: () => void
  /** Something worth remembering changed. */
  readonly touch: () => void
  /** Writes it now, before going elsewhere. */
  readonly flush: () => void
}

/** What is still to be taken up. */
interface Plan {
  scrollTop: number | undefined
  memory: ViewMemory | undefined
  select: string | undefined
  preview: boolean
}

export function createVisits(options: VisitOptions): Visits {
  const { core, navigation, place, rows, selection } = options
  const [visited, setVisited] = createSignal(untrack(navigation.visit))
  let shownAt = untrack(rows.shownView).at
  let plan: Plan | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const now = untrack(place)
    const isHere = untrack(visited) === untrack(navigation.visit) && untrack(rows.isSettled)
    if (!isHere || !isSameAt(now.at, untrack(rows.shownView).at)) return
    const { picked, focused } = untrack(selection.selection)
    const isSmall = picked.type === 'these' && picked.rows.size <= MAX_REMEMBERED
    navigation.remember({
      scrollTop: options.list()?.scrollTop() ?? 0,
      focusedRow: focused,
      selectedRows: isSmall ? [...picked.rows] : undefined,
    })
    const next: FolderPlace = {
      ...now,
      select: untrack(options.selectedName),
      preview: untrack(options.isPreviewing) ? true : undefined,
    }
    if (printPlace(next) !== printPlace(now)) navigation.amend(next)
  }
  const flush = () => {
    if (plan === undefined) write()
  }
  const flushPending = () => {
    if (timer !== undefined) flush()
  }
  const touch = () => {
    if (plan !== undefined) return // what is being restored is not news
    clearTimeout(timer)
    timer = setTimeout(flush, REST_MS)
  }

  const begin = () => {
    const { select, preview } = untrack(place)
    const memory = navigation.memory()
    const isRemembered = (memory?.selectedRows?.length ?? 0) > 0
    plan = {
      memory,
      scrollTop: memory?.scrollTop,
      select: isRemembered ? undefined : select,
      preview: preview === true,
    }
  }

  /** Every part is tried until it works or the folder is complete without it. */
  const pursue = () => {
    if (plan === undefined || !untrack(rows.isSettled)) return
    if (!isSameAt(untrack(place).at, shownAt)) return
    const { listing, total } = untrack(rows.facts)
    if (listing.state === 'failed' && total === 0) return // nothing is known until it can be read
    const isDone = listing.state !== 'listing'
    const list = options.list()
    if (plan.memory !== undefined) {
      selection.restore(plan.memory.focusedRow, plan.memory.selectedRows ?? [])
      plan.memory = undefined
    }
    if (plan.scrollTop !== undefined && (isDone || list?.reaches(plan.scrollTop) === true)) {
      list?.scrollTo(plan.scrollTop)
      plan.scrollTop = undefined
    }
    if (plan.select !== undefined) void findNamed(plan, plan.select, isDone)
    if (plan.preview && untrack(options.selectedName) !== undefined) {
      plan.preview = false
      options.openPreview()
    }
    const isNothingLeft = isDone && untrack(selection.only) === undefined
    if (plan.select === undefined && isNothingLeft) plan.preview = false
    const isOver = plan.scrollTop === undefined && plan.select === undefined && !plan.preview
    if (isOver) plan = undefined
  }

  const findNamed = async (mine: Plan, name: string, isDone: boolean) => {
    const view = untrack(rows.shownView)
    const found = await core.entries.placeOfName({ view, name })
    if (plan !== mine || mine.select !== name || !found.ok) return
    if (found.value !== undefined) {
      // While the folder is listed, rows come before it: it is followed until it stands where it stays.
      if (isDone) mine.select = undefined
      selection.goToRow(found.value)
      options.list()?.revealInMiddle(found.value.index)
      if (isDone) pursue()
      return
    }
    if (!isDone) return
    mine.select = undefined
    if (!view.showHidden) {
      // a link to a hidden entry shows it
      const among = await core.entries.placeOfName({ view: { ...view, showHidden: true }, name })
      if (plan !== mine) return
      if (among.ok && among.value !== undefined) {
        mine.select = name
        navigation.amend({ ...untrack(place), showHidden: true })
        return
      }
    }
    plan = undefined
    options.missing(name)
  }

  begin()
  createEffect(
    on(
      navigation.visit,
      (visit) => {
        clearTimeout(timer)
        timer = undefined
        setVisited(visit)
        options.closePreview()
        begin()
        pursue() // the same folder again, with another entry to select
      },
      { defer: true },
    ),
  )
  // one effect for both: what is taken up must not be cleared by the folder's arrival afterwards
  createEffect(
    on(
      [rows.shownView, rows.news, options.selectedName],
      ([view]) => {
        if (!isSameAt(view.at, shownAt)) {
          shownAt = view.at
          selection.clear()
          options.list()?.scrollTo(0)
        }
        pursue()
      },
      { defer: true },
    ),
  )
  createEffect(
    on([selection.selection, options.selectedName, options.isPreviewing], touch, { defer: true }),
  )
  // who clicks elsewhere is about to go elsewhere
  const events = new AbortController()
  window.addEventListener('pointerdown', flushPending, { signal: events.signal, capture: true })
  window.addEventListener('pagehide', flushPending, { signal: events.signal })
  onCleanup(() => {
    clearTimeout(timer)
    events.abort()
  })

  return { interrupt: () => (plan = undefined), touch, flush }
}
