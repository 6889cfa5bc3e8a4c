import { Match, Show, Switch, type JSX } from 'solid-js'
import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import { parentOf } from '#vdfs/api/paths.ts'
import { commandMenuItems } from '../../commands/menu.ts'
import { useCommands } from '../../commands/registry.ts'
import { PathCrumbs } from '../../parts/PathCrumbs.tsx'
import { systemFormats as formats } from '../../parts/system-formats.ts'
import { createMediaQuery } from '../../ui/media.ts'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { SplitName } from '../../ui/SplitName.tsx'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { phoneMenu, sortMenu, viewMenu } from './explorer.commands.ts'
import type { Explorer } from './explorer.store.ts'
import { explorerStrings as s } from './explorer.strings.ts'
import { PathField } from './PathField.tsx'
import styles from './Toolbar.module.css'

/** Where the path keeps two crumbs. */
const mediumQuery = '(width < 900px)'

/** Back, forward, up; the path; how the folder is shown. */
export function Toolbar(props: { explorer: Explorer }) {
  const commands = useCommands()
  const isMedium = createMediaQuery(mediumQuery)
  return (
    <header class={styles['bar']}>
      <div class={styles['go']}>
        <CommandButton id="explorer.back" />
        <CommandButton id="explorer.forward" />
        <CommandButton id="explorer.up" />
      </div>
      <Path explorer={props.explorer} most={isMedium() ? 2 : undefined} />
      <MenuButton
        label={s.viewOptions}
        icon={SlidersHorizontal}
        iconOnly
        items={commandMenuItems(commands, viewMenu)}
      />
      <CommandButton id="explorer.inspector" />
    </header>
  )
}

function Path(props: { explorer: Explorer; most: number | undefined }) {
  return (
    <Show when={!props.explorer.isEditingPath()} fallback={<PathField explorer={props.explorer} />}>
      <PathCrumbs
        at={props.explorer.view().at}
        locationName={props.explorer.location()?.name ?? ''}
        showHidden={props.explorer.view().showHidden}
        most={props.most}
        onGo={(at) => {
          props.explorer.goTo(at)
          props.explorer.focusList()
        }}
        onBeside={() => props.explorer.setEditingPath(true)}
        besideLabel={s.editPath}
      />
    </Show>
  )
}

/** The bars of a phone: where one is, then how it is sorted; while selecting, how much is selected. */
export function PhoneBars(props: { explorer: Explorer; status: JSX.Element }) {
  const commands = useCommands()
  const parent = () => {
    const { path } = props.explorer.view().at
    const above = parentOf(path)
    const name = props.explorer.location()?.name ?? ''
    return above === undefined ? undefined : above === '' ? name : `${name}/${above}`
  }
  const count = () => props.explorer.selection.count()
  const sort = () => props.explorer.view()
  return (
    <>
      <header class={styles['phoneBar']}>
        <Switch>
          <Match when={props.explorer.isSelecting()}>
            <CommandButton id="explorer.select-none" size={44} />
            <p class={styles['title']}>{s.selected(formats.count(count()))}</p>
          </Match>
          <Match when={props.explorer.isEditingPath()}>
            <PathField explorer={props.explorer} />
          </Match>
          <Match when={true}>
            <Show
              when={parent() !== undefined}
              fallback={<CommandButton id="app.sidebar" size={44} />}
            >
              <CommandButton
                id="explorer.up"
                class={styles['phoneUp']}
                icon={ChevronLeft}
                size={44}
              />
            </Show>
            <div class={styles['titles']}>
              <SplitName
                class={styles['title']}
                name={props.explorer.folderName()}
                hasExtension={false}
              />
              <Show when={parent()}>
                {(way) => (
                  <SplitName class={styles['subtitle']} name={way()} hasExtension={false} />
                )}
              </Show>
            </div>
          </Match>
        </Switch>
        <MenuButton
          label={s.more}
          icon={Ellipsis}
          iconOnly
          size={44}
          items={commandMenuItems(commands, phoneMenu)}
        />
      </header>
      <div class={styles['strip']}>
        <div class={styles['status']}>{props.status}</div>
        <MenuButton
          class={styles['sort']}
          kind="quiet"
          size={36}
          label={s.columns[sort().sortBy]}
          icon={sort().descending ? ArrowDown : ArrowUp}
          items={commandMenuItems(commands, sortMenu)}
        />
      </div>
    </>
  )
}
