// Which folders are watched for changes of other programs, and what becomes of the news. A whole location as long as it
// has few folders: the browser holds one watch of the system for each, and crashes when the system has no more. Of a
// larger one, what is on screen.
import type { LocationId, RootId } from '../api/ids.ts'
import { nameOf, parentOf, RelPathSchema, ROOT, type At, type RelPath } from '../api/paths.ts'
import * as v from 'valibot'
import type { Topic } from '../api/topics.ts'
import type { Changes } from '../changes/changes.ts'
import type { FileSystem, FsHint, Scheduler } from '../ports.ts'
import type { SeenPlaces } from './reconcile.ts'

/** Folders of a location that is watched as a whole. */
export const MOST_WATCHED_FOLDERS = 5_000
/** News is gathered for so long. */
const GATHER_MS = 80
/** A watcher that ended is replaced after a while. */
const AGAIN_MS = 2_000

export interface WatchingPort {
  readonly fs: FileSystem
  readonly changes: Changes
  readonly scheduler: Scheduler
  /** Locations that can be read now. */
  readonly open: () => readonly {
    readonly locationId: LocationId
    readonly rootId: RootId
    /** undefined while that is not known, as before the first scan. */
    readonly folders: number | undefined
  }[]
  /** Entries of a folder changed. */
  readonly onChanged: (at: At, names: readonly string[]) => void
  readonly onHints: (
    locationId: LocationId,
    paths: readonly RelPath[],
    moves: readonly SeenPlaces[],
  ) => void
  /** News was lost: nothing is known of what changed. */
  readonly onLost: (locationId: LocationId) => void
  readonly onDefect: (error: unknown) => void
}

export type Live = 'whole' | 'onScreen' | 'none'

export interface Watching {
  /** Looks again at what is to be watched. */
  review(): void
  readonly liveOf: (locationId: LocationId) => Live
  stop(): void
}

interface Watch {
  readonly locationId: LocationId
  readonly below: boolean
  stop: () => void
}

export function createWatching(port: WatchingPort): Watching {
  const { fs, changes, scheduler } = port
  const watches = new Map<string, Watch>()
  const shown = new Set<Topic>()
  const gathered = new Map<LocationId, { paths: Set<RelPath>; moves: SeenPlaces[] }>()
  let cancelTelling: (() => void) | undefined
  let cancelReview: (() => void) | undefined
  let isStopped = false

  const tell = (): void => {
    cancelTelling = undefined
    const all = [...gathered]
    gathered.clear()
    for (const [locationId, { paths, moves }] of all) {
      const namesByFolder = new Map<RelPath, string[]>()
      for (const path of [...paths, ...moves.flatMap(({ from, to }) => [from, to])]) {
        const parent = parentOf(path)
        if (parent === undefined) continue
        const names = namesByFolder.get(parent)
        if (names === undefined) namesByFolder.set(parent, [nameOf(path)])
        else names.push(nameOf(path))
      }
      for (const [path, names] of namesByFolder) port.onChanged({ locationId, path }, names)
      const ends = moves.flatMap(({ from, to }) => [from, to])
      port.onHints(locationId, [...new Set([...paths, ...ends])], moves)
    }
  }
  const take = (key: string, locationId: LocationId, hint: FsHint): void => {
    if (hint.type === 'lost') {
      end(key)
      port.onLost(locationId)
      cancelReview ??= scheduler.after(AGAIN_MS, () => {
        cancelReview = undefined
        review()
      })
      return
    }
    const known = gathered.get(locationId) ?? { paths: new Set<RelPath>(), moves: [] }
    gathered.set(locationId, known)
    if (hint.type === 'moved') known.moves.push(hint)
    else known.paths.add(hint.path)
    cancelTelling ??= scheduler.after(GATHER_MS, tell)
  }
  const end = (key: string): void => {
    watches.get(key)?.stop()
    watches.delete(key)
  }
  const begin = async (
    key: string,
    locationId: LocationId,
    rootId: RootId,
    path: RelPath,
    below: boolean,
  ): Promise<void> => {
    if (fs.watch === undefined) return
    let isOver = false
    const mine: Watch = {
      locationId,
      below,
      stop: () => {
        isOver = true
      },
    }
    watches.set(key, mine)
    const started = await fs.watch({ rootId, path }, { below }, (hint) => {
      if (!isOver) take(key, locationId, hint)
    })
    if (!started.ok) {
      if (watches.get(key) === mine) watches.delete(key)
      return
    }
    if (isOver) started.value()
    else
      mine.stop = () => {
        isOver = true
        started.value()
      }
    changes.publish(['index'])
  }

  const review = (): void => {
    if (isStopped || fs.watch === undefined) return
    const wanted = new Map<string, () => Promise<void>>()
    for (const { locationId, rootId, folders } of port.open()) {
      const want = (path: RelPath, below: boolean): void => {
        const key = `${rootId} ${below ? 'all' : 'one'} ${path}`
        wanted.set(key, () => begin(key, locationId, rootId, path, below))
      }
      if (folders !== undefined && folders <= MOST_WATCHED_FOLDERS) want(ROOT, true)
      else for (const path of shownIn(shown, locationId)) want(path, false)
    }
    for (const key of watches.keys()) if (!wanted.has(key)) end(key)
    for (const [key, start] of wanted) if (!watches.has(key)) start().catch(port.onDefect)
  }

  const unsubscribe = changes.onWatch((topic, isWatched) => {
    if (!topic.startsWith('dir:')) return
    if (isWatched) shown.add(topic)
    else shown.delete(topic)
    review()
  })

  return {
    review,
    liveOf(locationId) {
      const mine = [...watches.values()].filter((watch) => watch.locationId === locationId)
      if (mine.some(({ below }) => below)) return 'whole'
      return fs.watch !== undefined && port.open().some((one) => one.locationId === locationId)
        ? 'onScreen'
        : 'none'
    },
    stop() {
      isStopped = true
      unsubscribe()
      cancelTelling?.()
      cancelReview?.()
      for (const key of watches.keys()) end(key)
    },
  }
}

function* shownIn(shown: ReadonlySet<Topic>, locationId: LocationId): Iterable<RelPath> {
  const start = `dir:${locationId}/`
  for (const topic of shown) {
    if (!topic.startsWith(start)) continue
    const path = v.safeParse(RelPathSchema, topic.slice(start.length))
    if (path.success) yield path.output
  }
}
