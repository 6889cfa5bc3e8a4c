// The explorer's state, put together: which folder, in which order, its rows, the selection, what is open.
import { createMemo, createSignal, untrack, type Accessor } from 'solid-js'
import type { Row, SortBy, Summary } from '#vdfs/api/entries.ts'
import type { Location } from '#vdfs/api/locations.ts'
import { joinPath, nameOf, parentOf, type At } from '#vdfs/api/paths.ts'
import { useCore } from '../../core/core-context.tsx'
import { createQuery } from '../../core/create-query.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import type { FolderPlace } from '../../navigation/place.ts'
import { coarseQuery, createMediaQuery, narrowQuery } from '../../ui/media.ts'
import type { VirtualListHandle } from '../../ui/VirtualList.tsx'
import { rowHeights, touchRowHeight } from './columns.ts'
import { createRowSelection, type RowSelection } from './row-selection.ts'
import { createRowWindow, type RowWindow } from './row-window.ts'
import { createSelectionSummary } from './selection-summary.ts'
import { createTypeAhead, type TypeAhead } from './type-ahead.ts'
import { nextSort, viewOf, type View } from './view.ts'
import type { ViewPreferences } from './view-preferences.ts'
import { createVisits, type Visits } from './visits.ts'

export interface Explorer {
  readonly place: Accessor<FolderPlace>
  readonly view: Accessor<View>
  readonly locations: Accessor<readonly Location[]>
  /** The location the folder is in; undefined until it is known. */
  readonly location: Accessor<Location | undefined>
  /** What the folder is called: its name, or its location's. */
  readonly folderName: Accessor<string>
  readonly rows: RowWindow
  /** Nothing is known of what the folder holds: it could not be read, or not at all yet. */
  readonly isUnread: Accessor<boolean>
  /** The address names a location that this library does not have. */
  readonly isUnknown: Accessor<boolean>
  readonly selection: RowSelection
  readonly summary: Accessor<Summary | undefined>
  readonly typeAhead: TypeAhead
  readonly visits: Visits
  readonly preferences: ViewPreferences
  /** Rows of two lines, for fingers and narrow windows. */
  readonly isTouch: Accessor<boolean>
  readonly rowHeight: Accessor<number>
  /** The row with the focus, if it is at hand. */
  readonly focusedRow: Accessor<Row | undefined>
  /** A finger selects instead of opening. */
  readonly isSelecting: Accessor<boolean>
  readonly setSelecting: (on: boolean) => void
  readonly isPreviewing: Accessor<boolean>
  readonly setPreviewing: (on: boolean) => void
  /** The row in the preview; kept while the next one is on its way, and when it vanished. */
  readonly previewed: Accessor<Row | undefined>
  readonly isEditingPath: Accessor<boolean>
  readonly setEditingPath: (on: boolean) => void
  readonly attachList: (handle: VirtualListHandle) => void
  readonly list: () => VirtualListHandle | undefined
  readonly focusList: () => void
  /** Goes to a folder of the same or another location. @param select the entry to select there */
  readonly goTo: (at: At, select?: string) => void
  readonly openRow: (row: Row) => void
  readonly up: () => void
  readonly sortBy: (by: SortBy, descending?: boolean) => void
  readonly toggleHidden: () => void
  readonly atOf: (row: Row) => At | undefined
}

/**
 * @param startPlace where the person is when the explorer is made
 * @param missing told the name that an address asked to select, if the folder has no such entry
 * @param cannotOpen told when somebody tries to open what no handle shows
 */
export function createExplorer(
  startPlace: FolderPlace,
  preferences: ViewPreferences,
  missing: (name: string) => void,
  cannotOpen: () => void,
): Explorer {
  const core = useCore()
  const navigation = useNavigation()
  let list: VirtualListHandle | undefined

  const place = createMemo<FolderPlace>((before) => {
    const now = navigation.place()
    return now.screen === 'folder' ? now : before
  }, startPlace)
  const view = createMemo(() => viewOf(place(), preferences.values()))

  const isNarrow = createMediaQuery(narrowQuery)
  const isCoarse = createMediaQuery(coarseQuery)
  const isTouch = () => isNarrow() || isCoarse()
  const rowHeight = createMemo(() =>
    isTouch() ? touchRowHeight : rowHeights[preferences.values().rowHeight],
  )

  const rows = createRowWindow(core, {
    view,
    firstSight() {
      const height = untrack(rowHeight)
      const from = Math.floor((navigation.memory()?.scrollTop ?? 0) / height)
      return { from, to: from + Math.ceil(window.innerHeight / height) }
    },
    pinned: () => untrack(() => selection.focusedIndex()),
  })
  const [isPreviewing, setOpen] = createSignal(false)
  const setPreviewing = (on: boolean) => {
    if (on && untrack(focusedRow)?.mark === 'dropOnly') cannotOpen()
    else setOpen(on)
  }
  const selection = createRowSelection(core, rows, {
    reveal: (index) => list?.scrollToIndex(index),
    holdsFocus: isPreviewing,
    onCommand: () => visits.interrupt(),
  })
  const focusedRow = createMemo(() => {
    const index = selection.focusedIndex()
    const row = index === undefined ? undefined : rows.at(index)
    return row?.rowId === selection.selection().focused ? row : undefined
  })
  const selectedName = createMemo(() => {
    const row = focusedRow()
    return row !== undefined && row.rowId === selection.only() && row.name !== ''
      ? row.name
      : undefined
  })
  const previewed = createMemo<Row | undefined>((before) =>
    isPreviewing() ? (focusedRow() ?? before) : undefined,
  )

  const visits = createVisits({
    core,
    navigation,
    place,
    rows,
    selection,
    list: () => {
      const handle = list
      if (handle === undefined) return undefined
      const { element } = handle
      return {
        scrollTop: () => element.scrollTop,
        scrollTo: (top) => (element.scrollTop = top),
        reaches: (top) => element.scrollHeight - element.clientHeight >= top,
        revealInMiddle: (index) => handle.scrollToIndex(index, 'center'),
      }
    },
    selectedName,
    isPreviewing,
    openPreview: () => setPreviewing(true),
    closePreview: () => setPreviewing(false),
    missing,
  })

  const locations = createQuery({
    topics: () => ['locations'],
    load: () => core.locations.list(),
    key: 'locationId',
  })
  const location = createMemo(() =>
    locations.data()?.find(({ locationId }) => locationId === view().at.locationId),
  )

  const isUnread = createMemo(() => {
    const { total, hidden, listing } = rows.facts()
    if (total + hidden > 0) return false
    return rows.error() !== undefined || listing.state !== 'complete'
  })
  const isUnknown = createMemo(
    () =>
      rows.error()?.type === 'LocationNotFound' &&
      locations.data() !== undefined &&
      location() === undefined,
  )

  const [isSelecting, setSelecting] = createSignal(false)
  const [isEditingPath, setEditingPath] = createSignal(false)

  const goTo = (at: At, select?: string) => {
    visits.flush()
    setSelecting(false)
    navigation.go({ screen: 'folder', at, select })
  }
  const atOf = (row: Row): At | undefined => {
    const { at } = rows.shownView()
    if (row.name === '') return undefined
    return { locationId: at.locationId, path: joinPath(at.path, row.name) }
  }

  return {
    place,
    view,
    locations: () => locations.data() ?? [],
    location,
    folderName: () => nameOf(view().at.path) || (location()?.name ?? ''),
    rows,
    isUnread,
    isUnknown,
    selection,
    summary: createSelectionSummary(core, rows, selection),
    typeAhead: createTypeAhead(core, rows, selection),
    visits,
    preferences,
    isTouch,
    rowHeight,
    focusedRow,
    isSelecting: () => isSelecting() && selection.count() > 0,
    setSelecting,
    isPreviewing: () => isPreviewing() && previewed() !== undefined,
    setPreviewing,
    previewed,
    isEditingPath,
    setEditingPath,
    attachList(handle) {
      list = handle
      handle.element.addEventListener('scroll', visits.touch, { passive: true })
    },
    list: () => list,
    focusList: () => list?.element.focus({ preventScroll: true }),
    goTo,
    openRow(row) {
      const at = atOf(row)
      if (at === undefined || !rows.isSettled()) return
      if (row.mark === 'dropOnly') return cannotOpen()
      if (row.kind === 'folder') goTo(at)
      else setPreviewing(true)
    },
    up() {
      const { locationId, path } = view().at
      const parent = parentOf(path)
      if (parent !== undefined) goTo({ locationId, path: parent }, nameOf(path))
    },
    sortBy(by, descending) {
      const next = descending === undefined ? nextSort(view(), by) : { sortBy: by, descending }
      navigation.amend({ ...place(), ...next })
      preferences.set({ sortBy: next.sortBy, sortDescending: next.descending })
    },
    toggleHidden() {
      const showHidden = !view().showHidden
      navigation.amend({ ...place(), showHidden })
      preferences.set({ showHidden })
    },
    atOf,
  }
}
