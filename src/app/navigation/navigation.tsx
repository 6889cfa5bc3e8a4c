// History: going places, back and forward, and what each entry remembers (scroll, focus, selection).
import {
  batch,
  createContext,
  createSignal,
  onCleanup,
  untrack,
  useContext,
  type Accessor,
  type ParentProps,
} from 'solid-js'
import * as v from 'valibot'
import { parsePlace, printPlace, type Place } from './place.ts'

/** What a history entry remembers of its view. Row ids are stable, so they survive a restart. */
const MemorySchema = v.object({
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  scrollTop: v.optional(v.number()),
  focusedRow: v.optional(v.number()),
  selectedRows: v.optional(v.pipe(v.array(v.number()), v.maxLength(10_000))),
})
export type Memory = v.InferOutput<typeof MemorySchema>
export type ViewMemory = Omit<Memory, 'index'>

export interface Navigation {
  readonly place: Accessor<Place>
  /** Counts visits: changes whenever the person goes somewhere, also to where they were. */
  readonly visit: Accessor<number>
  /** What this history entry remembered; undefined on a new one. */
  readonly memory: () => ViewMemory | undefined
  readonly go: (place: Place) => void
  /** Changes the URL of where the person is, without a new history entry: sort order, selection, preview. */
  readonly amend: (place: Place) => void
  readonly remember: (memory: ViewMemory) => void
  readonly back: () => void
  readonly forward: () => void
  readonly canGoBack: Accessor<boolean>
  readonly canGoForward: Accessor<boolean>
}

const NavigationContext = createContext<Navigation>()

/** How far forward this tab's history goes; the History API does not tell. Survives a reload of the tab. */
const LAST_INDEX = 'holdall-last-index'

export function createNavigation(): Navigation {
  const read = () => parsePlace(new URL(location.href))
  const stored = (): Memory | undefined => {
    const parsed = v.safeParse(MemorySchema, history.state)
    return parsed.success ? parsed.output : undefined
  }
  let current: Memory = stored() ?? { index: 0 }
  if (stored() === undefined) {
    history.replaceState(current, '')
    sessionStorage.setItem(LAST_INDEX, '0')
  }
  const [place, setPlace] = createSignal<Place>(read())
  const [index, setIndex] = createSignal(current.index)
  const [last, setLast] = createSignal(
    Math.max(current.index, Number(sessionStorage.getItem(LAST_INDEX)) || 0),
  )
  const [visit, setVisit] = createSignal(0)
  let restored = stored()

  const arrive = () => {
    restored = stored()
    current = restored ?? { index: 0 }
    batch(() => {
      setIndex(current.index)
      setPlace(read())
      setVisit((n) => n + 1)
    })
  }
  window.addEventListener('popstate', arrive)
  onCleanup(() => window.removeEventListener('popstate', arrive))

  return {
    place,
    visit,
    memory: () => restored,
    go(next) {
      current = { index: current.index + 1 }
      history.pushState(current, '', printPlace(next))
      sessionStorage.setItem(LAST_INDEX, String(current.index))
      setLast(current.index)
      restored = undefined
      batch(() => {
        setIndex(current.index)
        setPlace(next)
        setVisit((n) => n + 1)
      })
    },
    amend(next) {
      history.replaceState(current, '', printPlace(next))
      setPlace(next)
    },
    remember(memory) {
      current = { ...memory, index: current.index }
      history.replaceState(current, '')
    },
    back: () => history.back(),
    forward: () => history.forward(),
    canGoBack: () => index() > 0,
    canGoForward: () => index() < last(),
  }
}

export function NavigationProvider(props: ParentProps<{ readonly navigation: Navigation }>) {
  return (
    <NavigationContext.Provider value={untrack(() => props.navigation)}>
      {props.children}
    </NavigationContext.Provider>
  )
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (navigation === undefined) throw new Error('useNavigation outside NavigationProvider')
  return navigation
}
