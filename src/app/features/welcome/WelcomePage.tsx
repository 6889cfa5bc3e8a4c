// The start: what Holdall does and its one button; with locations, those as large targets.
import { For, Show } from 'solid-js'
import Eye from 'lucide-solid/icons/eye'
import FolderOpen from 'lucide-solid/icons/folder-open'
import HardDrive from 'lucide-solid/icons/hard-drive'
import Lock from 'lucide-solid/icons/lock'
import Plus from 'lucide-solid/icons/plus'
import ShieldCheck from 'lucide-solid/icons/shield-check'
import type { Location } from '#vdfs/api/locations.ts'
import { ROOT } from '#vdfs/api/paths.ts'
import { useCommands } from '../../commands/registry.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { printPlace, type Place } from '../../navigation/place.ts'
import { EntryIcon } from '../../parts/EntryIcon.tsx'
import { systemFormats } from '../../parts/system-formats.ts'
import { canPickDirectory } from '../../platform/pick-directory.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { SplitName } from '../../ui/SplitName.tsx'
import { welcomeStrings as s } from './welcome.strings.ts'
import styles from './WelcomePage.module.css'

const factIcons = { asks: Eye, reads: ShieldCheck, stays: Lock } as const

/** Before there is any folder. */
export function FirstRun() {
  const commands = useCommands()
  return (
    <div class={styles['scroller']}>
      <div class={styles['first']}>
        <h1 class={styles['display']} tabIndex={-1} data-page-heading="">
          <For each={s.heading}>
            {(sentence) => <span class={styles['sentence']}>{sentence}</span>}
          </For>
        </h1>
        <p class={styles['intro']}>{s.intro}</p>
        <Show when={canPickDirectory()} fallback={<p class={styles['hint']}>{s.dropOnly}</p>}>
          <Button
            class={styles['open']}
            kind="primary"
            size={36}
            icon={FolderOpen}
            onClick={() => commands.run('locations.add')}
          >
            {s.open}
          </Button>
          <p class={styles['hint']}>{s.dropHint}</p>
        </Show>
        <ul class={styles['facts']}>
          <For each={s.facts}>
            {(fact) => (
              <li class={styles['fact']}>
                <span class={styles['factIcon']}>
                  <Icon of={factIcons[fact.icon]} />
                </span>
                <div>
                  <h2 class={styles['factTitle']}>{fact.title}</h2>
                  <p class={styles['factText']}>{fact.text}</p>
                </div>
              </li>
            )}
          </For>
        </ul>
      </div>
    </div>
  )
}

/** With locations: each as a large target, for people who start here and for fingers. */
export function StartPage(props: { locations: readonly Location[] }) {
  const commands = useCommands()
  return (
    <div class={styles['scroller']}>
      <div class={styles['start']}>
        <header class={styles['startHeader']}>
          <h1 class={styles['title']} tabIndex={-1} data-page-heading="">
            {s.startHeading}
          </h1>
          <Button icon={Plus} onClick={() => commands.run('locations.add')}>
            {s.add}
          </Button>
        </header>
        <ul class={styles['cards']}>
          <For each={props.locations}>{(location) => <Card location={location} />}</For>
        </ul>
      </div>
    </div>
  )
}

function Card(props: { location: Location }) {
  const navigation = useNavigation()
  const place = (): Place => ({
    screen: 'folder',
    at: { locationId: props.location.locationId, path: ROOT },
  })
  const open = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigation.go(place())
  }
  const state = () => {
    const { permission, reach, lastSeenMs, addedMs } = props.location
    if (permission === 'prompt') return { icon: Lock, text: s.locked, tone: 'warn' }
    if (permission === 'denied') return { icon: Lock, text: s.blocked, tone: 'warn' }
    if (reach === 'gone')
      return { icon: HardDrive, text: s.gone(systemFormats.date(lastSeenMs)), tone: 'gone' }
    return { icon: undefined, text: s.added(systemFormats.day(addedMs)), tone: undefined }
  }
  return (
    <li>
      <a class={styles['card']} href={printPlace(place())} data-tone={state().tone} onClick={open}>
        <EntryIcon kind="folder" size={48} />
        <span class={styles['cardWords']}>
          <SplitName class={styles['cardName']} name={props.location.name} hasExtension={false} />
          <span class={styles['cardState']}>
            <Show when={state().icon}>{(icon) => <Icon of={icon()} size={14} />}</Show>
            {state().text}
          </span>
        </span>
      </a>
    </li>
  )
}

/** The first run has no sidebar: what lies there stands at the foot. */
export function FirstRunFooter() {
  const commands = useCommands()
  const navigation = useNavigation()
  return (
    <footer class={styles['footer']}>
      <span class={styles['footerText']}>{s.footer}</span>
      <button class={styles['footerLink']} type="button" onClick={() => commands.run('app.keys')}>
        {s.keys}
      </button>
      <button
        class={styles['footerLink']}
        type="button"
        onClick={() => navigation.go({ screen: 'storage' })}
      >
        {s.settings}
      </button>
      <button
        class={styles['footerLink']}
        type="button"
        onClick={() => navigation.go({ screen: 'about' })}
      >
        {s.about}
      </button>
    </footer>
  )
}
