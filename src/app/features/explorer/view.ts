// One way of looking at a folder, with nothing left to defaults, so that two can be compared. Pure.
import type { ListingView, SortBy } from '#vdfs/api/entries.ts'
import type { At } from '#vdfs/api/paths.ts'
import type { Preferences } from '#vdfs/api/preferences.ts'
import type { FolderPlace } from '../../navigation/place.ts'

export interface View extends ListingView {
  readonly at: At
  readonly sortBy: SortBy
  readonly descending: boolean
  readonly showHidden: boolean
}

export function isSameAt(a: At, b: At): boolean {
  return a.locationId === b.locationId && a.path === b.path
}

export function isSameView(a: View, b: View): boolean {
  return (
    isSameAt(a.at, b.at) &&
    a.sortBy === b.sortBy &&
    a.descending === b.descending &&
    a.showHidden === b.showHidden
  )
}

/** What the address says, else what the person prefers. */
export function viewOf(place: FolderPlace, preferences: Preferences): View {
  return {
    at: place.at,
    sortBy: place.sortBy ?? preferences.sortBy,
    descending: place.descending ?? preferences.sortDescending,
    showHidden: place.showHidden ?? preferences.showHidden,
  }
}

/** The order after a click on a column's head: the other way round, or by this column, its useful end first. */
export function nextSort(view: View, by: SortBy): { sortBy: SortBy; descending: boolean } {
  if (view.sortBy === by) return { sortBy: by, descending: !view.descending }
  return { sortBy: by, descending: by === 'size' || by === 'modified' }
}
