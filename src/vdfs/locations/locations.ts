// Door: the folders that a person granted. Owns the table `location` and the notes beside the handles, which hold
// enough to make the table anew. Refuses to add a folder twice, and to touch anything inside of one.
//
// Two stores must agree, the database and the file system port's handles. A handle is kept before its row is written
// and let go after its row is gone, so a crash in between leaves a handle too many, never a row without one;
// `start` makes them agree again.
import * as v from 'valibot'
import type { CoreHandlers } from '../api/core-api.ts'
import type { FsError } from '../api/fs-errors.ts'
import { LocationIdSchema, type LocationId, type RootId } from '../api/ids.ts'
import type {
  AlreadyALocation,
  Location,
  LocationNotFound,
  LocationsApi,
  NotAFolder,
} from '../api/locations.ts'
import type { RootHandle } from '../api/opaque.ts'
import { err, ok, type Result } from '../api/result.ts'
import type { Changes } from '../changes/changes.ts'
import type { Db, Tx, WriteError } from '../db/db.ts'
import type { Ports, RootNote } from '../ports.ts'
import { locationName, nameForFolder } from './names.ts'
import { permissionOf, presenceOf, presenceOfGiven, UNKNOWN, type Presence } from './presence.ts'
import { deleteLocation, putLocation, readLocations, type StoredLocation } from './queries.ts'
import { findRelation } from './relations.ts'

/** How old "last seen" may grow before it is written again, in milliseconds. */
const SEEN_AGAIN_MS = 60_000

/** Disks looked at at the same time. */
const MOST_LOOKS = 4

export interface LocationsDeps extends Pick<Ports, 'fs' | 'clock' | 'scheduler'> {
  readonly db: Db
  readonly changes: Changes
  /** Within the transaction that adds a location, or removes one. */
  readonly onAdd: (
    tx: Tx,
    locationId: LocationId,
    origin: StoredLocation['origin'],
  ) => Promise<void>
  readonly onRemove: (tx: Tx, locationId: LocationId) => Promise<void>
  /** The location was removed, or stands for another folder now. */
  readonly onGone: (locationId: LocationId, why: 'removed' | 'replaced') => void
  /** Before one is removed: work in it is to end. */
  readonly onRemoving: (locationId: LocationId) => Promise<void>
  /** After a location was added. */
  readonly onAdded: () => void
  /** The location can be looked into again. */
  readonly onBack: (locationId: LocationId) => void
}

export interface Locations {
  readonly handlers: CoreHandlers['locations']
  readonly rootOf: (locationId: LocationId) => RootId | undefined
  readonly all: () => readonly LocationId[]
  /** Whether it can be read, as far as is known. */
  readonly isReachable: (locationId: LocationId) => boolean
  /** Looks at one location's permission and disk: something in it could not be read. */
  readonly suspect: (locationId: LocationId) => void
  /** Something in it was read: looks again if it was thought to be away. */
  readonly met: (locationId: LocationId) => void
  /**
   * Reads what is stored, once, before anything else. Handles with a note that the database does not know become
   * locations again, as after a lost database. Disks are looked at afterwards.
   */
  start(): Promise<{ readonly restored: number }>
}

export function createLocations(deps: LocationsDeps): Locations {
  const { db, fs, clock, scheduler, changes } = deps
  let stored: readonly StoredLocation[] = []
  const presences = new Map<LocationId, Presence>()
  let last: Promise<unknown> = Promise.resolve()

  /** One change after the other: two tabs may add the same folder at the same time. */
  const inTurn =
    <Args extends readonly unknown[], T>(act: (...args: Args) => Promise<T>) =>
    (...args: Args): Promise<T> => {
      const mine = last.then(() => act(...args))
      last = mine.catch(() => undefined) // the caller hears of it; the next one goes on
      return mine
    }

  const find = (locationId: LocationId) =>
    stored.find((location) => location.locationId === locationId)
  const notFound = err<LocationNotFound>({ type: 'LocationNotFound' })
  /** After every commit, which told of itself before this knew of it: so it is told again. */
  const reload = async () => {
    stored = await db.read(readLocations)
    changes.publish(['locations'])
  }

  const annotate = (location: StoredLocation): Promise<void> =>
    fs.annotate(location.rootId, noteOf(location))

  /** Looks at one location and tells if anything changed. */
  const look = async (location: StoredLocation): Promise<void> =>
    setPresence(location, await presenceOf(fs, scheduler, location.rootId))

  const setPresence = (location: StoredLocation, presence: Presence): void => {
    if (find(location.locationId)?.rootId !== location.rootId) return // replaced meanwhile
    const before = presences.get(location.locationId) ?? UNKNOWN
    presences.set(location.locationId, presence)
    // Not awaited: it waits its turn, and whoever called may hold it.
    if (presence.reach === 'here') void markSeen(location.locationId)
    if (before.permission === presence.permission && before.reach === presence.reach) return
    changes.publish(['locations'])
    const wasOpen = before.permission === 'granted' && before.reach === 'here'
    if (!wasOpen && presence.reach === 'here') deps.onBack(location.locationId)
  }

  const lookAtAll = async () => {
    const left = [...stored]
    const lookInTurn = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await look(next)
    }
    await Promise.all(Array.from({ length: MOST_LOOKS }, lookInTurn))
  }

  const markSeen = inTurn(async (locationId: LocationId) => {
    const location = find(locationId)
    if (location === undefined || clock.now() - location.lastSeenMs < SEEN_AGAIN_MS) return
    // Told or not, a date that could not be written is no reason to fail what noticed it.
    await db.write(async (tx) => {
      await putLocation(tx, { ...location, lastSeenMs: clock.now() })
      return ok()
    })
    await reload()
  })

  /** Gives a location a new handle; the old one is let go. Does nothing of it twice. */
  const giveRoot = async (
    location: StoredLocation,
    root: RootHandle,
    write: (next: StoredLocation) => Promise<Result<void, WriteError>>,
    origin: StoredLocation['origin'],
  ) => {
    const adopted = await fs.adopt(root)
    if (!adopted.ok) return adopted
    const { rootId, folderName } = adopted.value
    const written = await write({
      ...location,
      rootId,
      folderName,
      origin,
      lastSeenMs: clock.now(),
      lastingAnswered: location.lastingAnswered || origin === 'picked',
    })
    await reload()
    const now = find(location.locationId)
    if (!written.ok || now?.rootId !== rootId) {
      // It failed, or was a repetition that the database had answered before: the handle in use stays.
      await fs.forget(rootId)
      return written
    }
    await annotate(now)
    await fs.forget(location.rootId)
    presences.delete(location.locationId)
    setPresence(now, await presenceOfGiven(fs, now.rootId))
    return written
  }

  const relationTo = (root: RootHandle, others: readonly StoredLocation[]) =>
    findRelation(fs, root, others)

  const add = inTurn<
    Parameters<CoreHandlers['locations']['add']>,
    Awaited<ReturnType<LocationsApi['add']>>
  >(async ({ root, origin, nested }, { commandId }) => {
    // A location has the id of the command that added it: a repeated command finds its own work.
    const locationId = v.parse(LocationIdSchema, commandId)
    if (find(locationId) !== undefined) return ok({ locationId })

    const relation = await relationTo(root, stored)
    if (!relation.ok) return relation
    if (relation.value.type === 'Same') {
      const same = relation.value.location
      // Asked anew: a drop lets all handles of the folder in, and a picked one is worth more than a dropped one.
      const { permission } = await permissionOf(fs, same.rootId)
      const isBetter =
        permission !== 'granted' || (same.origin === 'dropped' && origin === 'picked')
      if (!isBetter) await look(same)
      else {
        const given = await giveRoot(
          same,
          root,
          (next) => db.write(async (tx) => ok(await putLocation(tx, next))),
          origin,
        )
        if (!given.ok) return given
      }
      return err(already(same))
    }
    if (!nested && relation.value.type === 'Inside') {
      const { location, path } = relation.value
      const { name, locationId: outer } = location
      return err({ type: 'InsideALocation', locationId: outer, name, path })
    }
    if (!nested && relation.value.type === 'Around')
      return err({
        type: 'AroundLocations',
        names: relation.value.locations.map(({ name }) => name),
      })

    const adopted = await fs.adopt(root)
    if (!adopted.ok) return adopted
    const location: StoredLocation = {
      locationId,
      ...adopted.value,
      name: nameForFolder(adopted.value.folderName),
      origin,
      position: (stored.at(-1)?.position ?? -1) + 1,
      addedMs: clock.now(),
      lastSeenMs: clock.now(),
      lastingAnswered: origin === 'picked',
    }
    // The note first: should the database be lost right after, the location is not.
    await annotate(location)
    const written = await db.command(commandId, async (tx) => {
      await putLocation(tx, location)
      await deps.onAdd(tx, locationId, origin)
      return ok({ locationId })
    })
    if (!written.ok) {
      await fs.forget(location.rootId)
      return written
    }
    await reload()
    deps.onAdded()
    setPresence(location, await presenceOfGiven(fs, location.rootId))
    return written
  })

  return {
    rootOf: (locationId) => find(locationId)?.rootId,
    all: () => stored.map(({ locationId }) => locationId),
    isReachable(locationId) {
      const presence = presences.get(locationId)
      return presence?.permission === 'granted' && presence.reach !== 'gone'
    },

    suspect(locationId) {
      const location = find(locationId)
      if (location !== undefined) void look(location)
    },

    met(locationId) {
      const location = find(locationId)
      if (location !== undefined && presences.get(locationId)?.reach === 'gone') void look(location)
    },

    async start() {
      await reload()
      const rootIds = new Set(stored.map(({ rootId }) => rootId))
      const locationIds = new Set(stored.map(({ locationId }) => locationId))
      // The newest first: of two handles of a location it is the one that was picked again.
      const roots = (await fs.roots()).toSorted((a, b) => (a.rootId < b.rootId ? 1 : -1))
      const lost: StoredLocation[] = []
      for (const { rootId, folderName, note } of roots) {
        if (rootIds.has(rootId)) continue
        // A second handle of a location, or one whose adding never ended.
        if (note === undefined || locationIds.has(note.locationId)) await fs.forget(rootId)
        else {
          locationIds.add(note.locationId)
          lost.push(fromNote(rootId, folderName, note))
        }
      }
      if (lost.length > 0) {
        await db.write(async (tx) => {
          for (const location of lost) await putLocation(tx, location)
          return ok()
        })
        await reload()
      }
      const notes = new Map(roots.map(({ rootId, note }) => [rootId, note]))
      for (const location of stored)
        if (!says(notes.get(location.rootId), location)) await annotate(location)
      await Promise.all(
        stored.map(async ({ locationId, rootId }) =>
          presences.set(locationId, await permissionOf(fs, rootId)),
        ),
      )
      void lookAtAll()
      return { restored: lost.length }
    },

    handlers: {
      list: async () => ok(stored.map((one) => shown(one, presences.get(one.locationId)))),
      add,
      rename: inTurn(async ({ locationId, name: text }, { commandId }) => {
        const location = find(locationId)
        if (location === undefined) return notFound
        const name = locationName(text)
        if (name === undefined) return err({ type: 'BadLocationName' })
        const written = await db.command(commandId, async (tx) =>
          ok(await putLocation(tx, { ...location, name })),
        )
        await reload()
        const now = find(locationId)
        if (now !== undefined) await annotate(now)
        return written
      }),
      remove: inTurn(async ({ locationId }, { commandId }) => {
        const location = find(locationId)
        if (location !== undefined) await deps.onRemoving(locationId)
        const written = await db.command(commandId, async (tx) => {
          if (location === undefined) return notFound
          await deps.onRemove(tx, locationId)
          return ok(await deleteLocation(tx, locationId))
        })
        if (!written.ok || location === undefined) return written
        await reload()
        // Repeated after a crash between the two stores, from which `start` had brought the location back.
        if (find(locationId) !== undefined) {
          const again = await db.write(async (tx) => ok(await deleteLocation(tx, locationId)))
          if (!again.ok) return again
          await reload()
        }
        presences.delete(locationId)
        await fs.forget(location.rootId)
        deps.onGone(locationId, 'removed')
        return written
      }),
      reorder: inTurn(async ({ locationIds }, { commandId }) => {
        const places = new Map(locationIds.map((locationId, place) => [locationId, place]))
        const placeOf = (one: StoredLocation) => places.get(one.locationId) ?? places.size
        const ordered = stored.toSorted(
          (a, b) => placeOf(a) - placeOf(b) || a.position - b.position,
        )
        const written = await db.command(commandId, async (tx) => {
          for (const [position, location] of ordered.entries())
            await putLocation(tx, { ...location, position })
          return ok()
        })
        await reload()
        for (const location of stored) await annotate(location)
        return written
      }),
      replaceRoot: inTurn(async ({ locationId, root, evenIfOther }, { commandId }) => {
        const location = find(locationId)
        if (location === undefined) return notFound
        const others = stored.filter((one) => one !== location)
        const toOthers = await relationTo(root, others)
        if (!toOthers.ok) return toOthers
        if (toOthers.value.type === 'Same') return err(already(toOthers.value.location))
        const isOther = await isOtherFolder(location, root)
        if (!isOther.ok) return isOther
        if (isOther.value && !evenIfOther)
          return err({ type: 'NotTheSameFolder', name: location.name })
        const given = await giveRoot(
          location,
          root,
          (next) => db.command(commandId, async (tx) => ok(await putLocation(tx, next))),
          'picked',
        )
        if (!given.ok) return given
        if (isOther.value) deps.onGone(locationId, 'replaced')
        return ok()
      }),
      answerLasting: inTurn(async ({ locationId }, { commandId }) => {
        const location = find(locationId)
        if (location === undefined) return notFound
        const written = await db.command(commandId, async (tx) =>
          ok(await putLocation(tx, { ...location, lastingAnswered: true })),
        )
        await reload()
        return written
      }),
      async root({ locationId }) {
        const location = find(locationId)
        return location === undefined ? notFound : fs.handle(location.rootId)
      },
      async recheck() {
        await lookAtAll()
        return ok()
      },
    },
  }

  /** Whether a folder is another than the location's. One whose handle is lost cannot be compared: it is taken for it. */
  async function isOtherFolder(
    location: StoredLocation,
    root: RootHandle,
  ): Promise<Result<boolean, FsError | NotAFolder>> {
    const relation = await fs.relate(root, location.rootId)
    if (relation.ok) return ok(relation.value.type !== 'Same')
    return relation.error.type === 'RootUnknown' ? ok(false) : relation
  }
}

function already({ locationId, name }: StoredLocation): AlreadyALocation {
  return { type: 'AlreadyALocation', locationId, name }
}

function noteOf({ locationId, name, origin, position, addedMs }: StoredLocation): RootNote {
  return { locationId, name, origin, position, addedMs }
}

function says(note: RootNote | undefined, location: StoredLocation): boolean {
  return (
    note?.locationId === location.locationId &&
    note.name === location.name &&
    note.origin === location.origin &&
    note.position === location.position &&
    note.addedMs === location.addedMs
  )
}

function fromNote(rootId: RootId, folderName: string, note: RootNote): StoredLocation {
  return {
    ...note,
    rootId,
    folderName,
    lastSeenMs: note.addedMs,
    lastingAnswered: true,
  }
}

function shown(location: StoredLocation, presence: Presence = UNKNOWN): Location {
  const { rootId: _, position: __, ...rest } = location
  return { ...rest, ...presence }
}
