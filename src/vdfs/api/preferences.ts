// Contract: how a person likes the app, shared by all tabs of this browser.
import * as v from 'valibot'
import { SortBySchema } from './entries.ts'
import { command, nothing, query, type InputOf, type Method } from './method.ts'

const px = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max))

/** Every preference with its range; what is stored and does not fit falls back, key by key. */
export const PreferencesSchema = v.object({
  theme: v.picklist(['system', 'light', 'dark']),
  showHidden: v.boolean(),
  sortBy: SortBySchema,
  sortDescending: v.boolean(),
  rowHeight: v.picklist(['compact', 'default', 'roomy']),
  sidebarOpen: v.boolean(),
  sidebarWidth: px(180, 360),
  inspectorOpen: v.boolean(),
  inspectorWidth: px(256, 420),
  kindWidth: px(48, 400),
  sizeWidth: px(48, 400),
  modifiedWidth: px(48, 400),
})
export type Preferences = v.InferOutput<typeof PreferencesSchema>

export const defaultPreferences: Preferences = {
  theme: 'system',
  showHidden: false,
  sortBy: 'name',
  sortDescending: false,
  rowHeight: 'default',
  sidebarOpen: true,
  sidebarWidth: 232,
  inspectorOpen: true,
  inspectorWidth: 288,
  kindWidth: 116,
  sizeWidth: 66,
  modifiedWidth: 164,
}

export const preferencesSpec = {
  get: query(nothing),
  set: command(v.partial(PreferencesSchema)),
}

export interface PreferencesApi {
  readonly get: Method<InputOf<typeof preferencesSpec.get>, Preferences>
  readonly set: Method<InputOf<typeof preferencesSpec.set>, void>
}
