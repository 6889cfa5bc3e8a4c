// Getting into locations again: permission, disks that are gone, dropped folders that should last.
import { createMemo, createSignal, type Accessor } from 'solid-js'
import type { CoreApi } from '#vdfs/api/core-api.ts'
import type { CoreError } from '#vdfs/api/core-errors.ts'
import type { Location } from '#vdfs/api/locations.ts'
import type { RootHandle } from '#vdfs/api/opaque.ts'
import { messageOf } from '../../errors/messages.ts'
import { nameOfRoot } from '../../platform/handles.ts'
import { pickDirectory, type PickError } from '../../platform/pick-directory.ts'
import { requestPermission } from '../../platform/request-permission.ts'
import { visibleName } from '../../ui/name-parts.ts'
import type { Toasts } from '../../ui/toasts.ts'
import { locationsStrings as s } from './locations.strings.ts'

/** The folder picked for a location is another one than before: use it all the same? */
export interface OtherFolderQuestion {
  readonly location: Location
  readonly root: RootHandle
  readonly pickedName: string
}

export interface Access {
  /** Those that wait for permission. */
  readonly locked: Accessor<readonly Location[]>
  /** Whether the browser kept a folder closed when it was last asked. */
  readonly wasRefused: Accessor<boolean>
  /** Asks the browser for these, one after the other, until one is refused. Call it from a click. */
  readonly allow: (locations: readonly Location[]) => Promise<void>
  /** Looks at permissions and disks again. */
  readonly recheck: () => Promise<void>
  /** Opens the picker at a dropped folder, so that its grant can last. */
  readonly makeLasting: (location: Location) => Promise<void>
  readonly declineLasting: (location: Location) => Promise<void>
  /** Opens the picker for the new place of a folder that is gone. */
  readonly pointTo: (location: Location) => Promise<void>
  readonly otherFolder: Accessor<OtherFolderQuestion | undefined>
  readonly answerOtherFolder: (useIt: boolean) => Promise<void>
}

export interface AccessDeps {
  readonly core: Pick<CoreApi, 'locations'>
  readonly toasts: Toasts
  readonly all: Accessor<readonly Location[]>
  readonly sayPick: (error: PickError) => void
}

export function createAccess({ core, toasts, all, sayPick }: AccessDeps): Access {
  const locked = createMemo(() => all().filter(({ permission }) => permission === 'prompt'))
  const [wasRefused, setRefused] = createSignal(false)
  const [otherFolder, setOtherFolder] = createSignal<OtherFolderQuestion>()
  const say = (error: CoreError) => toasts.show({ tone: 'danger', text: messageOf(error).text })

  const recheck = async () => {
    const done = await core.locations.recheck()
    if (!done.ok) say(done.error)
  }

  /** The picker, opened at where the location is now if the browser still knows. */
  const pickFor = async (location: Location): Promise<RootHandle | undefined> => {
    const root = await core.locations.root({ locationId: location.locationId })
    const picked = await pickDirectory(root.ok ? root.value : undefined)
    if (picked.ok) return picked.value
    sayPick(picked.error)
    return undefined
  }

  const pointed = (location: Location) =>
    toasts.show({ text: s.pointed(visibleName(location.name)) })

  return {
    locked,
    wasRefused,
    async allow(locations) {
      setRefused(false)
      for (const { locationId } of locations) {
        const root = await core.locations.root({ locationId })
        if (!root.ok) {
          say(root.error)
          continue
        }
        if ((await requestPermission(root.value)) === 'granted') continue
        setRefused(true)
        break // one "no" is enough: the next question would only annoy
      }
      await recheck()
    },
    recheck,
    async makeLasting(location) {
      const root = await pickFor(location)
      if (root === undefined) return
      const { locationId, name } = location
      const done = await core.locations.replaceRoot({ locationId, root })
      if (done.ok) toasts.show({ text: s.kept(visibleName(name)) })
      else if (done.error.type === 'NotTheSameFolder' || done.error.type === 'AlreadyALocation')
        toasts.show({
          tone: 'warn',
          text: s.notTheSame(visibleName(nameOfRoot(root)), visibleName(name)),
        })
      else say(done.error)
    },
    async declineLasting({ locationId }) {
      const done = await core.locations.answerLasting({ locationId })
      if (!done.ok) say(done.error)
    },
    async pointTo(location) {
      const root = await pickFor(location)
      if (root === undefined) return
      const done = await core.locations.replaceRoot({ locationId: location.locationId, root })
      if (done.ok) pointed(location)
      else if (done.error.type === 'NotTheSameFolder')
        setOtherFolder({ location, root, pickedName: nameOfRoot(root) })
      else say(done.error)
    },
    otherFolder,
    async answerOtherFolder(useIt) {
      const question = otherFolder()
      setOtherFolder(undefined)
      if (question === undefined || !useIt) return
      const { location, root } = question
      const done = await core.locations.replaceRoot({
        locationId: location.locationId,
        root,
        evenIfOther: true,
      })
      if (done.ok) pointed(location)
      else say(done.error)
    },
  }
}
