// The window: sidebar, content, what lies over them. Owns: which screen shows, what gives way as it gets narrower, the
// commands of the window itself. Refuses: what the screens do.
import {
  createEffect,
  createMemo,
  createSignal,
  lazy,
  Match,
  on,
  onCleanup,
  onMount,
  Show,
  Suspense,
  Switch,
} from 'solid-js'
import { nameOf } from '#vdfs/api/paths.ts'
import { keepPlace } from './boot/last-place.ts'
import { listenForKeys } from './commands/key-listener.ts'
import { useCommands } from './commands/registry.ts'
import { useCore } from './core/core-context.tsx'
import ExplorerView from './features/explorer/ExplorerView.tsx'
import { createViewPreferences } from './features/explorer/view-preferences.ts'
import Inspector from './features/inspector/Inspector.tsx'
import { JobsAnnouncer } from './features/jobs/JobsAnnouncer.tsx'
import { jobsCommands } from './features/jobs/jobs.commands.ts'
import { createJobs, JobsProvider } from './features/jobs/jobs.store.ts'
import { JobsLine } from './features/jobs/JobsLine.tsx'
import { DropZone } from './features/locations/DropZone.tsx'
import { LocationBand, PermissionBand } from './features/locations/LocationBand.tsx'
import { locationsCommands } from './features/locations/locations.commands.ts'
import {
  createLocations,
  LocationsProvider,
  useLocations,
} from './features/locations/locations.store.ts'
import { LocationsSection } from './features/locations/LocationsSection.tsx'
import { createRecheckOnReturn, createSeenReports } from './features/locations/watch-locations.ts'
import { StorageNotices } from './features/storage/StorageNotices.tsx'
import { UpdateBand } from './features/update/UpdateBand.tsx'
import { FirstRun, FirstRunFooter, StartPage } from './features/welcome/WelcomePage.tsx'
import { useNavigation } from './navigation/navigation.tsx'
import { createDelayed, createEver } from './parts/delayed.ts'
import { createIndexStatus } from './parts/index-status.ts'
import { useToasts } from './parts/toasts-context.ts'
import { createDroppedEntries } from './platform/dropped-entries.ts'
import { watchMachine } from './platform/machine-conditions.ts'
import { readMirror, writeMirror } from './platform/mirror.ts'
import { applyTheme } from './platform/theme.ts'
import { createRegions } from './shell/regions.ts'
import { createLayout } from './shell/layout.ts'
import { Nowhere } from './shell/Nowhere.tsx'
import { shellCommands } from './shell/shell.commands.ts'
import { shellStrings as s } from './shell/shell.strings.ts'
import { Opening, Sidebar } from './shell/Sidebar.tsx'
import { TopBar } from './shell/TopBar.tsx'
import hidden from './ui/hidden.module.css'
import { visibleName } from './ui/name-parts.ts'
import { ToastRegion } from './ui/ToastRegion.tsx'
import { TooltipLayer } from './ui/Tooltip.tsx'
import styles from './app.module.css'

const parts = {
  preview: () => import('./features/preview/Preview.tsx'),
  storage: () => import('./features/storage/StoragePage.tsx'),
  about: () => import('./features/about/AboutPage.tsx'),
  jobs: () => import('./features/jobs/JobsPanel.tsx'),
  index: () => import('./features/indexing/IndexPage.tsx'),
  missing: () => import('./features/indexing/MissingNotice.tsx'),
  dialogs: () => import('./features/locations/LocationDialogs.tsx'),
  narrowMenu: () => import('./shell/NarrowMenu.tsx'),
  keySheet: () => import('./commands/KeySheet.tsx'),
}
const Preview = lazy(parts.preview)
const StoragePage = lazy(parts.storage)
const AboutPage = lazy(parts.about)
const JobsPanel = lazy(parts.jobs)
const IndexPage = lazy(parts.index)
const MissingNotice = lazy(parts.missing)
const LocationDialogs = lazy(parts.dialogs)
const NarrowMenu = lazy(parts.narrowMenu)
const KeySheet = lazy(() => parts.keySheet().then((module) => ({ default: module.KeySheet })))

/** How many locations there were when last seen, so that the start need not wait for the core to know its screen. */
const KNOWN_LOCATIONS = 'holdall-locations'
/** Shorter waits need no word. */
const OPENING_AFTER_MS = 300

export interface AppProps {
  /** The core has not answered yet. */
  isConnecting: boolean
  /** The place was kept from the last visit, not asked for. */
  cameBack: boolean
}

export function App(props: AppProps) {
  const core = useCore()
  const navigation = useNavigation()
  const commands = useCommands()
  const toasts = useToasts()
  const dropped = createDroppedEntries()
  const locations = createLocations(dropped)
  const jobs = createJobs((locationId) => locations.find(locationId)?.name)
  const preferences = createViewPreferences()
  const layout = createLayout(preferences)
  const isOpening = createDelayed(() => props.isConnecting, OPENING_AFTER_MS)
  const [isKeySheetOpen, setKeySheetOpen] = createSignal(false)
  // Dialogs are loaded late and stay once they were needed.
  const hadKeySheet = createEver(isKeySheetOpen)
  const hadMenu = createEver(layout.isMenuOpen)
  const hadJobs = createEver(jobs.isOpen)
  const hadQuestion = createEver(locations.hasQuestion)
  let root: HTMLDivElement | undefined
  let main: HTMLElement | undefined

  // Until the core answers, what this browser last saw decides; nothing flashes by.
  const hasLocations = createMemo(() =>
    locations.isKnown() ? locations.all().length > 0 : readMirror(KNOWN_LOCATIONS) === '1',
  )
  /** Where `PermissionBand` shows, the sidebar need not ask as well. */
  const hasPermissionBand = () =>
    navigation.place().screen === 'start' ||
    (navigation.place().screen === 'folder' && locations.here()?.permission === 'prompt')
  /** On a narrow window the explorer brings bars of its own. */
  const hasTopBar = () =>
    isFirstRun() || (layout.isNarrow() && navigation.place().screen !== 'folder')
  const isFirstRun = () => navigation.place().screen === 'start' && !hasLocations()
  createEffect(() => {
    if (locations.isKnown()) writeMirror(KNOWN_LOCATIONS, hasLocations() ? '1' : '0')
  })

  createEffect(() => {
    if (preferences.isKnown()) applyTheme(preferences.values().theme)
  })
  createEffect(() => {
    document.title = titleOf()
  })
  createEffect(() => keepPlace(navigation.place()))
  createEffect(() => {
    // A kept place whose location was removed meanwhile, in another tab, is nobody's wish.
    const isFolder = navigation.place().screen === 'folder'
    const isLost = isFolder && locations.isKnown() && locations.here() === undefined
    if (props.cameBack && isLost && navigation.visit() === 0) navigation.amend({ screen: 'start' })
  })
  createRecheckOnReturn(locations.recheck)
  createSeenReports(dropped)
  onMount(() => onCleanup(watchMachine(core.jobs)))
  onMount(() => loadLateParts(parts))

  /** What the location of the open page is called; '' until it is known. */
  const hereName = () => visibleName(locations.here()?.name ?? '')
  /** What the open folder is called; '' until its location is known. */
  const placeName = () => {
    const place = navigation.place()
    if (place.screen !== 'folder') return ''
    return visibleName(nameOf(place.at.path)) || hereName()
  }
  /** The location whose index is open. */
  const indexed = () => {
    const place = navigation.place()
    return place.screen === 'index' ? place.locationId : undefined
  }
  const titleOf = () => {
    const place = navigation.place()
    if (place.screen === 'storage') return s.titleOf(s.settings)
    if (place.screen === 'about') return s.about
    if (place.screen === 'index') return s.titleOf(s.indexOf(hereName()))
    if (place.screen !== 'folder') return s.name
    return placeName() === '' ? s.name : s.titleOf(placeName())
  }

  let hasMoved = false
  createEffect(on(navigation.place, () => (hasMoved = true), { defer: true }))
  /** Pages are read from their heading. The explorer puts the focus into its list by itself. */
  const focusHeading = () => {
    if (!hasMoved) return // the first page leaves the focus where the browser put it
    main?.querySelector<HTMLElement>('[data-page-heading]')?.focus()
  }

  onMount(() => {
    if (root === undefined) return
    const regions = createRegions(root)
    onCleanup(regions.dispose)
    commands.register([
      ...shellCommands({
        navigation,
        toggleSidebar: layout.toggleSidebar,
        isSidebarOpen: layout.isSidebarOpen,
        openKeySheet: () => setKeySheetOpen(true),
        goToRegion: regions.go,
      }),
    ])
  })
  commands.register(locationsCommands(locations, toasts))
  commands.register(jobsCommands(jobs))
  listenForKeys(commands, window)

  const Arrived = () => {
    onMount(focusHeading)
    return undefined
  }

  return (
    <LocationsProvider value={locations}>
      <JobsProvider value={jobs}>
        <div ref={(element) => (root = element)} class={styles['app']}>
          <a
            class={styles['skip']}
            href="#content"
            onClick={(event) => {
              event.preventDefault() // an anchor would become a place in history
              main?.focus()
            }}
          >
            {s.skip}
          </a>
          <Show when={!layout.isNarrow() && !isFirstRun()}>
            <Sidebar
              id="sidebar"
              rail={layout.isRail()}
              isOpening={isOpening()}
              width={layout.sidebarWidth()}
              onWidth={layout.setSidebarWidth}
              foot={<JobsLine rail={layout.isRail()} />}
            >
              <LocationsSection rail={layout.isRail()} hasBand={hasPermissionBand()} />
            </Sidebar>
          </Show>
          <div class={styles['column']}>
            <Show when={hasTopBar()}>
              <TopBar hasMenu={layout.isNarrow() && !isFirstRun()} />
            </Show>
            <Show when={isOpening() && (layout.isNarrow() || isFirstRun())}>
              <Opening />
            </Show>
            <StorageNotices />
            <Show when={import.meta.env.PROD}>
              <UpdateBand busy={undefined} />
            </Show>
            <main
              ref={(element) => (main = element)}
              id="content"
              class={styles['main']}
              tabIndex={-1}
              data-region="content"
            >
              <Suspense>
                <Switch fallback={<Nowhere />}>
                  <Match when={navigation.place().screen === 'folder'}>
                    <h1 class={hidden['hidden']}>{placeName()}</h1>
                    <ExplorerView
                      band={<FolderBands />}
                      inspector={(inspected) => <Inspector {...inspected} />}
                      preview={(previewed) => (
                        <Suspense>
                          <Preview {...previewed} />
                        </Suspense>
                      )}
                    />
                  </Match>
                  <Match when={isFirstRun()}>
                    <FirstRun />
                    <Arrived />
                  </Match>
                  <Match when={navigation.place().screen === 'start'}>
                    <Show when={locations.locked().length > 0}>
                      <PermissionBand />
                    </Show>
                    <StartPage locations={locations.all()} />
                    <Arrived />
                  </Match>
                  <Match when={indexed()} keyed>
                    {(locationId) => (
                      <>
                        <IndexPage
                          locationId={locationId}
                          name={locations.find(locationId)?.name}
                          isKnown={locations.isKnown()}
                        />
                        <Arrived />
                      </>
                    )}
                  </Match>
                  <Match when={navigation.place().screen === 'storage'}>
                    <StoragePage />
                    <Arrived />
                  </Match>
                  <Match when={navigation.place().screen === 'about'}>
                    <AboutPage />
                    <Arrived />
                  </Match>
                </Switch>
              </Suspense>
            </main>
            <Show when={isFirstRun()}>
              <FirstRunFooter />
            </Show>
          </div>
          <Suspense>
            <Show when={hadJobs()}>
              <JobsPanel />
            </Show>
          </Suspense>
          <JobsAnnouncer />
        </div>
        <Suspense>
          <Show when={hadMenu()}>
            <NarrowMenu
              open={layout.isMenuOpen()}
              onClose={layout.closeMenu}
              foot={<JobsLine rail={false} onUsed={layout.closeMenu} />}
            >
              <LocationsSection rail={false} onOpened={layout.closeMenu} />
            </NarrowMenu>
          </Show>
        </Suspense>
        <Suspense>
          <Show when={hadKeySheet()}>
            <KeySheet open={isKeySheetOpen()} onClose={() => setKeySheetOpen(false)} />
          </Show>
        </Suspense>
        <Suspense>
          <Show when={hadQuestion()}>
            <LocationDialogs />
          </Show>
        </Suspense>
        <DropZone />
        <ToastRegion toasts={toasts} />
        <TooltipLayer />
      </JobsProvider>
    </LocationsProvider>
  )
}

/** Lasting states of the open location: what keeps it from being read, what is gone from it. */
function FolderBands() {
  const locations = useLocations()
  const index = createIndexStatus(() => locations.here()?.locationId)
  const asked = () => {
    const location = locations.here()
    const question = index.status()?.question
    return location?.permission === 'granted' && question !== undefined
      ? { location, question }
      : undefined
  }
  return (
    <>
      <LocationBand />
      <Suspense>
        <Show when={asked()}>
          {(now) => (
            <MissingNotice
              form="band"
              locationId={now().location.locationId}
              name={now().location.name}
              question={now().question}
            />
          )}
        </Show>
      </Suspense>
    </>
  )
}

/**
 * Fetches what is loaded late once the window is idle. After an update the server has only the new build's files; a
 * tab that has loaded all of its own never misses one.
 */
function loadLateParts(late: Record<string, () => Promise<unknown>>): void {
  const load = () => {
    for (const part of Object.values(late)) void part()
  }
  if ('requestIdleCallback' in window) window.requestIdleCallback(load, { timeout: 5_000 })
  else setTimeout(load, 1_000)
}
