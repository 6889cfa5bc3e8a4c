// What the locations need from the window while it is open.
import { createEffect, createMemo, onCleanup, onMount } from 'solid-js'
import type { At } from '#vdfs/api/paths.ts'
import { ok } from '#vdfs/api/result.ts'
import { dirTopic } from '#vdfs/api/topics.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import type { DroppedEntries } from '../../platform/dropped-entries.ts'

/** Least time between two looks, ms: coming back to a window may give several events. */
const RECHECK_PAUSE_MS = 2_000
/** Larger folders are not read a second time only to count what is withheld. */
const MAX_SEEN_NAMES = 20_000

/** Looks at permissions and disks again when the person comes back: they may have plugged something in meanwhile. */
export function createRecheckOnReturn(recheck: () => Promise<void>): void {
  let last = performance.now()
  const look = () => {
    if (document.visibilityState !== 'visible') return
    if (performance.now() - last < RECHECK_PAUSE_MS) return
    last = performance.now()
    void recheck()
  }
  onMount(() => {
    const events = new AbortController()
    const { signal } = events
    window.addEventListener('focus', look, { signal })
    document.addEventListener('visibilitychange', look, { signal })
    onCleanup(() => events.abort())
  })
}

/**
 * Tells the core which names the drop shows in the open folder, each time its listing is complete, so that what the
 * browser withholds from handles can be told. Does nothing for locations that were not dropped in this tab.
 */
export function createSeenReports(dropped: DroppedEntries): void {
  const core = useCore()
  const navigation = useNavigation()
  // Selecting something changes the place too, and nothing here.
  const at = createMemo(
    () => {
      const place = navigation.place()
      return place.screen === 'folder' && dropped.has(place.at.locationId) ? place.at : undefined
    },
    undefined,
    {
      equals: (one, other) =>
        one === other || (one && dirTopic(one)) === (other && dirTopic(other)),
    },
  )
  const listing = createQuery({
    topics: () => {
      const here = at()
      return here === undefined ? [] : [dirTopic(here)]
    },
    load: () => {
      const here = at()
      return here === undefined ? undefined : look(here)
    },
  })
  const look = async (here: At) => {
    const view = { at: here, showHidden: true }
    const window = await core.entries.window({ view, from: 0, limit: 0 })
    return window.ok ? ok({ here, ...window.value }) : window
  }
  let reported: string | undefined
  /** The folder whose next listing follows from our own report. */
  let followed: string | undefined
  createEffect(() => {
    const seen = listing.data()
    if (seen === undefined || seen.listing.state !== 'complete') return
    if (seen.total > MAX_SEEN_NAMES) return
    const key = `${dirTopic(seen.here)} ${seen.listedMs}`
    if (key === reported) return
    reported = key
    // The core lists the folder once more to be sure of what is missing: that listing is no news.
    const isConsequence = followed === dirTopic(seen.here)
    followed = undefined
    if (!isConsequence) void report({ ...seen.here })
  })
  const report = async (here: At) => {
    const names = await dropped.namesIn(here, MAX_SEEN_NAMES)
    if (names === undefined) return
    const answer = await core.entries.reportSeen({ at: here, names: [...names] })
    if (answer.ok && answer.value.listsAgain) followed = dirTopic(here)
  }
}
