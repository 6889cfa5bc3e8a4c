import { For, Match, Show, Switch } from 'solid-js'
import FolderDown from 'lucide-solid/icons/folder-down'
import HardDrive from 'lucide-solid/icons/hard-drive'
import Info from 'lucide-solid/icons/info'
import Lock from 'lucide-solid/icons/lock'
import type { Location } from '#vdfs/api/locations.ts'
import { systemFormats } from '../../parts/system-formats.ts'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { visibleName } from '../../ui/name-parts.ts'
import { Notice } from '../../ui/Notice.tsx'
import { SplitName } from '../../ui/SplitName.tsx'
import { locationsStrings as s } from './locations.strings.ts'
import { useLocations } from './locations.store.ts'
import styles from './LocationBand.module.css'

/** What keeps the open location from being read, or from lasting, with the way out. Nothing if all is well. */
export function LocationBand() {
  const locations = useLocations()
  const here = (is: (location: Location) => boolean) => {
    const location = locations.here()
    return location !== undefined && is(location) ? location : undefined
  }
  return (
    <Switch>
      <Match when={here(({ permission }) => permission === 'prompt')}>
        <PermissionBand />
      </Match>
      <Match when={here(({ permission }) => permission === 'denied')}>
        {(location) => <BlockedBand location={location()} />}
      </Match>
      <Match when={here(({ reach }) => reach === 'gone')}>
        {(location) => <GoneBand location={location()} />}
      </Match>
      <Match when={here(({ origin, lastingAnswered }) => origin === 'dropped' && !lastingAnswered)}>
        {(location) => <LastingBand location={location()} />}
      </Match>
    </Switch>
  )
}

/** All locked folders at once: the browser's question covers several where it can. */
export function PermissionBand() {
  const locations = useLocations()
  const { locked } = locations
  return (
    <Notice
      form="band"
      tone="warn"
      icon={Lock}
      title={s.permissionTitle(locked().length)}
      actions={
        <Button kind="primary" onClick={() => void locations.allow(locked())}>
          {s.allowAll(locked().length)}
        </Button>
      }
    >
      <p>{locations.wasRefused() ? s.permissionKept : s.permissionText}</p>
      <Show when={locked().length > 1}>
        <ul class={styles['list']}>
          <For each={locked()}>
            {(location) => (
              <li class={styles['line']}>
                <EntryIcon kind="folder" />
                <SplitName class={styles['name']} name={location.name} hasExtension={false} />
                <Button kind="quiet" size={24} onClick={() => void locations.allow([location])}>
                  {s.allowOnly}
                </Button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      {/* The browser offers "every visit" only for folders that were picked. */}
      <Show when={locked().some(({ origin }) => origin === 'picked')}>
        <p class={styles['hint']}>
          <Icon of={Info} size={14} />
          <span>{s.permissionHint}</span>
        </p>
      </Show>
    </Notice>
  )
}

function BlockedBand(props: { location: Location }) {
  const locations = useLocations()
  return (
    <Notice
      form="band"
      tone="warn"
      icon={Lock}
      title={s.blockedTitle(visibleName(props.location.name))}
      actions={<Button onClick={() => void locations.recheck()}>{s.lookAgain}</Button>}
    >
      {s.blockedText}
    </Notice>
  )
}

function GoneBand(props: { location: Location }) {
  const locations = useLocations()
  return (
    <Notice
      form="band"
      tone="info"
      icon={HardDrive}
      title={s.goneTitle(visibleName(props.location.name))}
      actions={
        <>
          <Button onClick={() => void locations.pointTo(props.location)}>{s.pointTo}</Button>
          <Button kind="primary" onClick={() => void locations.recheck()}>
            {s.lookAgain}
          </Button>
        </>
      }
    >
      {s.goneText(systemFormats.date(props.location.lastSeenMs))}
    </Notice>
  )
}

function LastingBand(props: { location: Location }) {
  const locations = useLocations()
  return (
    <Notice
      form="band"
      tone="info"
      icon={FolderDown}
      title={s.lastingTitle(visibleName(props.location.name))}
      actions={
        <>
          <Button onClick={() => void locations.declineLasting(props.location)}>{s.notNow}</Button>
          <Button kind="primary" onClick={() => void locations.makeLasting(props.location)}>
            {s.choose}
          </Button>
        </>
      }
    >
      {s.lastingText}
    </Notice>
  )
}
