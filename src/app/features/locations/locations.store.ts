// The locations as the window knows them, and what a person can do with them. Owns: the live list, the questions that
// adding asks, the one location that commands are about. Refuses: how it looks.
import { createContext, createMemo, createSignal, useContext, type Accessor } from 'solid-js'
import type { CoreError } from '#vdfs/api/core-errors.ts'
import type { LocationId } from '#vdfs/api/ids.ts'
import type { AroundLocations, InsideALocation, Location } from '#vdfs/api/locations.ts'
import { ROOT } from '#vdfs/api/paths.ts'
import type { Result } from '#vdfs/api/result.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'
import { messageOf } from '../../errors/messages.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { useToasts } from '../../parts/toasts-context.ts'
import type { Drop } from '../../platform/drop-folders.ts'
import type { DroppedEntries } from '../../platform/dropped-entries.ts'
import { nameOfRoot } from '../../platform/handles.ts'
import { persistStorage } from '../../platform/persist-storage.ts'
import { pickDirectory, type PickError } from '../../platform/pick-directory.ts'
import { visibleName } from '../../ui/name-parts.ts'
import { indexDrop } from './index-drop.ts'
import { addFolders, type AddOutcome, type FolderToAdd, type OverlapAnswer } from './add-folders.ts'
import { createAccess, type Access } from './access.ts'
import { locationsStrings as s } from './locations.strings.ts'

/** A folder overlaps with locations, and the dialog waits for an answer. */
export interface OverlapQuestion {
  readonly folder: FolderToAdd
  readonly overlap: InsideALocation | AroundLocations
  readonly answer: (answer: OverlapAnswer) => void
}

export interface Locations extends Access {
  /** In the person's order; none until the core has answered. */
  readonly all: Accessor<readonly Location[]>
  /** Whether the core has answered once. */
  readonly isKnown: Accessor<boolean>
  readonly error: Accessor<CoreError | undefined>
  readonly reload: () => void
  readonly find: (locationId: LocationId | undefined) => Location | undefined
  /** The location that is open, or whose index is. */
  readonly here: Accessor<Location | undefined>

  readonly open: (locationId: LocationId) => void
  readonly openIndex: (locationId: LocationId) => void
  readonly pickAndAdd: () => Promise<void>
  readonly addDrop: (drop: Drop) => Promise<void>
  readonly question: Accessor<OverlapQuestion | undefined>
  /** Whether any dialog of the locations waits for an answer. */
  readonly hasQuestion: Accessor<boolean>
  readonly rename: (locationId: LocationId, name: string) => Promise<Result<void, CoreError>>
  readonly reorder: (locationIds: readonly LocationId[]) => Promise<void>
  readonly remove: (location: Location) => Promise<void>

  /** What commands and menus are about: the line of the sidebar with the focus or the open menu. */
  readonly chosen: Accessor<Location | undefined>
  readonly choose: (locationId: LocationId | undefined) => void
  /** The line whose name is being edited. */
  readonly renaming: Accessor<LocationId | undefined>
  readonly setRenaming: (locationId: LocationId | undefined) => void
  /** The location that the person is asked about before it is removed. */
  readonly removing: Accessor<Location | undefined>
  readonly setRemoving: (location: Location | undefined) => void
}

const LocationsContext = createContext<Locations>()

export const LocationsProvider = LocationsContext.Provider

/** @throws {Error} outside `LocationsProvider` */
export function useLocations(): Locations {
  const locations = useContext(LocationsContext)
  if (locations === undefined) throw new Error('useLocations needs a LocationsProvider around it.')
  return locations
}

export function createLocations(dropped: DroppedEntries): Locations {
  const core = useCore()
  const navigation = useNavigation()
  const toasts = useToasts()
  const query = createQuery({
    topics: () => ['locations'],
    load: () => core.locations.list(),
    key: 'locationId',
  })
  const all = () => query.data() ?? []
  const find = (locationId: LocationId | undefined) =>
    locationId === undefined
      ? undefined
      : all().find((location) => location.locationId === locationId)
  const hereId = createMemo(() => {
    const place = navigation.place()
    if (place.screen === 'index') return place.locationId
    return place.screen === 'folder' ? place.at.locationId : undefined
  })

  const [question, setQuestion] = createSignal<OverlapQuestion>()
  const [chosenId, choose] = createSignal<LocationId>()
  const [renaming, setRenaming] = createSignal<LocationId>()
  const [removing, setRemoving] = createSignal<Location>()

  const open = (locationId: LocationId) =>
    navigation.go({ screen: 'folder', at: { locationId, path: ROOT } })
  const say = (error: CoreError) => toasts.show({ tone: 'danger', text: messageOf(error).text })
  const sayPick = (error: PickError) => {
    if (error.type === 'PickUnavailable') toasts.show({ tone: 'warn', text: s.pickerMissing })
    if (error.type === 'PickRefused') toasts.show({ tone: 'warn', text: s.pickerRefused })
  }

  const ask = (folder: FolderToAdd, overlap: InsideALocation | AroundLocations) =>
    new Promise<OverlapAnswer>((resolve) => {
      setQuestion({
        folder,
        overlap,
        answer(answer) {
          setQuestion(undefined)
          resolve(answer)
        },
      })
    })

  const add = async (folders: readonly FolderToAdd[]) => {
    const wereNone = query.data()?.length === 0
    const wereClosed = new Set(access.locked().map(({ locationId }) => locationId))
    const outcomes = await addFolders(core.locations, folders, ask)
    for (const outcome of outcomes) {
      if ((outcome.type === 'added' || outcome.type === 'already') && outcome.folder.entry)
        dropped.remember(outcome.locationId, outcome.folder.entry)
      if (outcome.type === 'added' && outcome.folder.entry)
        void indexDrop(core, outcome.locationId, outcome.folder.entry)
    }
    goToFirst(outcomes)
    sayWhatHappened(outcomes, wereClosed)
    if (wereNone && outcomes.some(({ type }) => type === 'added')) await persistStorage()
  }
  const goToFirst = (outcomes: readonly AddOutcome[]) => {
    const first = outcomes.find(
      ({ type }) => type === 'added' || type === 'already' || type === 'open',
    )
    if (first?.type === 'open') navigation.go({ screen: 'folder', at: first.at })
    else if (first?.type === 'added' || first?.type === 'already') open(first.locationId)
  }
  const sayWhatHappened = (
    outcomes: readonly AddOutcome[],
    wereClosed: ReadonlySet<LocationId>,
  ) => {
    const added = outcomes.filter((outcome) => outcome.type === 'added')
    const already = outcomes.filter((outcome) => outcome.type === 'already')
    // One new folder is there to be seen; several, or none, need words.
    if (added.length > 1) toasts.show({ text: s.added(added.length) })
    const [one] = already
    if (one !== undefined && already.length === 1)
      toasts.show(
        wereClosed.has(one.locationId)
          ? { text: s.openAgain(visibleName(one.name)) }
          : { tone: 'info', text: s.already(visibleName(one.name)) },
      )
    else if (already.length > 1) toasts.show({ tone: 'info', text: s.alreadyMany(already.length) })
    for (const outcome of outcomes) {
      if (outcome.type !== 'failed') continue
      const name = visibleName(outcome.folder.name)
      toasts.show({ tone: 'danger', text: s.failed(name, messageOf(outcome.error).text) })
    }
  }

  const access = createAccess({ core, toasts, all, sayPick })
  return {
    ...access,
    all,
    isKnown: () => query.data() !== undefined,
    error: query.error,
    reload: query.reload,
    find,
    here: () => find(hereId()),
    open,
    openIndex: (locationId) => navigation.go({ screen: 'index', locationId }),
    async pickAndAdd() {
      const picked = await pickDirectory()
      if (!picked.ok) return sayPick(picked.error)
      const root = picked.value
      await add([{ name: nameOfRoot(root), root, origin: 'picked' }])
    },
    async addDrop(drop) {
      const refused = drop.refusedNames.map(visibleName).join(', ')
      if (refused !== '') toasts.show({ tone: 'warn', text: s.refused(refused) })
      if (drop.fileNames.length > 0)
        toasts.show({ tone: 'warn', text: s.filesDropped(drop.fileNames.length) })
      await add(drop.folders.map((folder) => ({ ...folder, origin: 'dropped' })))
    },
    question,
    hasQuestion: () =>
      question() !== undefined || removing() !== undefined || access.otherFolder() !== undefined,
    rename: (locationId, name) => core.locations.rename({ locationId, name }),
    async reorder(locationIds) {
      const done = await core.locations.reorder({ locationIds: [...locationIds] })
      if (!done.ok) say(done.error)
    },
    async remove(location) {
      const { locationId, name } = location
      const wasOpen = hereId() === locationId
      const done = await core.locations.remove({ locationId })
      if (!done.ok) return say(done.error)
      dropped.forget(locationId)
      if (wasOpen) navigation.go({ screen: 'start' })
      toasts.show({ text: s.removed(visibleName(name)) })
    },
    chosen: () => find(chosenId()),
    choose,
    renaming,
    setRenaming,
    removing,
    setRemoving,
  }
}
