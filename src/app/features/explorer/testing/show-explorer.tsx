// The explorer on a page of its own, over folders in memory, as a person meets it: by what is drawn and by keys.
import { onCleanup } from 'solid-js'
import { listenForKeys } from '../../../commands/key-listener.ts'
import {
  CommandsProvider,
  createCommandRegistry,
  type CommandRegistry,
} from '../../../commands/registry.ts'
import { CoreProvider } from '../../../core/core-context.tsx'
import {
  createNavigation,
  NavigationProvider,
  type Navigation,
} from '../../../navigation/navigation.tsx'
import { printPlace, type FolderPlace } from '../../../navigation/place.ts'
import { ToastsProvider } from '../../../parts/toasts-context.ts'
import { show } from '../../../ui/testing.tsx'
import { createToasts, type Toasts } from '../../../ui/toasts.ts'
import ExplorerView, { type ExplorerViewProps } from '../ExplorerView.tsx'
import { rel, testLocation, type FakeCore } from './fake-core.ts'
import styles from './show-explorer.module.css'

export interface ShownExplorer {
  readonly core: FakeCore
  readonly root: HTMLElement
  readonly navigation: Navigation
  readonly commands: CommandRegistry
  readonly toasts: Toasts
  readonly list: () => HTMLElement
  /** Names in sight, from the top. */
  readonly names: () => readonly string[]
  readonly selected: () => readonly string[]
  /** The row that `aria-activedescendant` names. */
  readonly focused: () => string | undefined
  readonly row: (name: string) => HTMLElement
  readonly status: () => string
  readonly go: (path: string, select?: string) => void
}

export interface ShowOptions extends Pick<ExplorerViewProps, 'inspector' | 'preview'> {
  readonly place?: Partial<Omit<FolderPlace, 'screen'>> & { readonly path?: string }
  /** CSS px */
  readonly width?: number
  readonly height?: number
}

/** @throws {Error} in its getters, if what is asked for is not drawn */
export function showExplorer(core: FakeCore, options: ShowOptions = {}): ShownExplorer {
  const start = location.href
  const { path = '', ...more } = options.place ?? {}
  const place: FolderPlace = {
    screen: 'folder',
    at: { locationId: testLocation, path: rel(path) },
    ...more,
  }
  history.replaceState(null, '', printPlace(place))
  const toasts = createToasts()
  const commands = createCommandRegistry({ platform: 'other' })
  let navigation: Navigation | undefined

  function App() {
    const made = createNavigation()
    navigation = made
    listenForKeys(commands, window)
    onCleanup(() => history.replaceState(null, '', start))
    return (
      <CommandsProvider value={commands}>
        <ToastsProvider value={toasts}>
          <NavigationProvider navigation={made}>
            <CoreProvider api={core.api}>
              <div
                class={styles['window']}
                style={{
                  '--test-width': `${options.width ?? 800}px`,
                  '--test-height': `${options.height ?? 600}px`,
                }}
              >
                <ExplorerView inspector={options.inspector} preview={options.preview} />
              </div>
            </CoreProvider>
          </NavigationProvider>
        </ToastsProvider>
      </CommandsProvider>
    )
  }
  const root = show(() => <App />)
  const list = () => find(root, '[role=grid]')
  const rows = () =>
    [...list().querySelectorAll<HTMLElement>('[data-index]')].toSorted(
      (a, b) => Number(a.dataset['index']) - Number(b.dataset['index']),
    )
  return {
    core,
    root,
    navigation: navigation ?? fail('no navigation'),
    commands,
    toasts,
    list,
    names: () =>
      rows()
        .filter((row) => isInSight(row, list()))
        .map(nameIn)
        .filter((name) => name !== ''),
    selected: () =>
      rows()
        .filter((row) => row.ariaSelected === 'true')
        .map(nameIn),
    focused() {
      const id = list().getAttribute('aria-activedescendant')
      const row = id === null ? null : document.getElementById(id)
      return row === null ? undefined : nameIn(row)
    },
    row: (name) => rows().find((row) => nameIn(row) === name) ?? fail(`no row ${name}`),
    status: () => find(root, 'footer').textContent,
    go(to, select) {
      const at = { locationId: testLocation, path: rel(to) }
      navigation?.go({ screen: 'folder', at, select })
    },
  }
}

function isInSight(row: HTMLElement, list: HTMLElement): boolean {
  const box = row.getBoundingClientRect()
  const frame = list.getBoundingClientRect()
  return box.bottom > frame.top && box.top < frame.bottom
}

function nameIn(row: Element): string {
  const name = row.querySelector('[data-grip] [title]')
  return (name?.querySelector(':scope > :not([aria-hidden])') ?? name)?.textContent ?? ''
}

function find(root: Element, selector: string): HTMLElement {
  return root.querySelector<HTMLElement>(selector) ?? fail(`no ${selector}`)
}

function fail(what: string): never {
  throw new Error(what)
}
