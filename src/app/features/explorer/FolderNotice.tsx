import { Match, Show, Switch } from 'solid-js'
import FolderOpen from 'lucide-solid/icons/folder-open'
import FolderX from 'lucide-solid/icons/folder-x'
import { messageOf, type WayOut } from '../../errors/messages.ts'
import { useCommands } from '../../commands/registry.ts'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import styles from './FolderNotice.module.css'

/** What stands in place of rows: the folder is empty, or could not be read. */
export function FolderNotice(props: { explorer: Explorer; onRefresh: () => void }) {
  const facts = () => props.explorer.rows.facts()
  const error = () => {
    const { listing } = facts()
    return props.explorer.rows.error() ?? (listing.state === 'failed' ? listing.error : undefined)
  }
  const isEmpty = () =>
    facts().total === 0 && facts().listing.state === 'complete' && props.explorer.rows.isSettled()
  return (
    <Switch>
      <Match when={facts().total === 0 ? error() : undefined}>
        {(problem) => {
          const message = () => messageOf(problem())
          return (
            <div class={styles['notice']} role="alert">
              <Icon of={FolderX} size={24} class={styles['icon'] ?? ''} />
              <p class={styles['title']}>{s.cannotRead}</p>
              <p class={styles['text']}>{message().text}</p>
              <WayOutButton wayOut={message().wayOut} onRefresh={props.onRefresh} />
            </div>
          )
        }}
      </Match>
      <Match when={isEmpty()}>
        <div class={styles['notice']}>
          <Icon of={FolderOpen} size={24} class={styles['icon'] ?? ''} />
          <Show
            when={facts().hidden > 0}
            fallback={
              <>
                <p class={styles['title']}>{s.empty}</p>
                <p class={styles['text']}>{s.emptyCaution}</p>
              </>
            }
          >
            <p class={styles['title']}>
              {s.emptyButHidden(facts().hidden, formats.count(facts().hidden))}
            </p>
            <Button size={36} onClick={() => props.explorer.toggleHidden()}>
              {s.show}
            </Button>
          </Show>
        </div>
      </Match>
    </Switch>
  )
}

function WayOutButton(props: { wayOut: WayOut | undefined; onRefresh: () => void }) {
  const commands = useCommands()
  const canAllow = () =>
    props.wayOut === 'allow' && commands.availability('locations.allow-all') === true
  return (
    <Show
      when={canAllow()}
      fallback={
        <Button size={36} onClick={() => props.onRefresh()}>
          {s.tryAgain}
        </Button>
      }
    >
      <Button kind="primary" size={36} onClick={() => commands.run('locations.allow-all')}>
        {s.allow}
      </Button>
    </Show>
  )
}
