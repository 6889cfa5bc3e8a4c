// What every part of the window stands on: the core's connection, history, commands, toasts. And what shows instead of
// the app when it cannot work.
import { ErrorBoundary, onCleanup, Show } from 'solid-js'
import { App } from '../app.tsx'
import { platformOf } from '../commands/keymap.ts'
import { CommandsProvider, createCommandRegistry } from '../commands/registry.ts'
import type { Connection } from '../core/connect.ts'
import { CoreProvider, createConnectionState } from '../core/core-context.tsx'
import { CrashScreen } from '../errors/CrashScreen.tsx'
import { crashStrings } from '../errors/errors.strings.ts'
import { makeReport, type CrashReport } from '../errors/report.ts'
import { watchDefects } from '../errors/watch-defects.ts'
import { createNavigation, NavigationProvider } from '../navigation/navigation.tsx'
import { ToastsProvider } from '../parts/toasts-context.ts'
import { copyText } from '../platform/copy-text.ts'
import { createToasts } from '../ui/toasts.ts'
import type { BootFailure } from './boot-failures.ts'
import { BootScreen } from './BootScreen.tsx'
import { createOtherTabHasIt } from './one-tab.ts'
import styles from './Window.module.css'

export interface WindowProps {
  readonly connection: Connection
  /** Whether this browser can share a core between tabs. */
  readonly manyTabs: boolean
  /** The place was kept from the last visit, not asked for. */
  readonly cameBack: boolean
}

export function Window(props: WindowProps) {
  return (
    <ErrorBoundary fallback={(error: unknown) => <CrashScreen report={crashed(error)} />}>
      <Contexts {...props} />
    </ErrorBoundary>
  )
}

function crashed(error: unknown): CrashReport {
  // oxlint-disable-next-line no-console -- the boundary keeps the error from the log, where a repairer looks first
  console.error(error)
  return makeReport(error)
}

function Contexts(props: WindowProps) {
  // oxlint-disable-next-line solid/reactivity -- one connection as long as there is a window
  const { connection, manyTabs, cameBack } = props
  const navigation = createNavigation()
  const toasts = createToasts()
  const commands = createCommandRegistry({
    platform: platformOf(navigator),
    onRefused: (reason) => toasts.show({ id: 'refused', tone: 'info', text: reason }),
  })
  const state = createConnectionState(connection)
  const isConnecting = () => state().type === 'connecting'
  const hasOtherTab = createOtherTabHasIt(isConnecting, manyTabs)
  const failure = (): BootFailure | undefined => {
    const now = state()
    if (now.type === 'failed') return now.error
    return hasOtherTab() ? { type: 'OneTab' } : undefined
  }
  onCleanup(
    watchDefects((error) => {
      const report = makeReport(error)
      toasts.show({
        id: 'defect',
        tone: 'danger',
        text: crashStrings.toast(report.reportId),
        action: { label: crashStrings.copyReport, run: () => void copyText(report.text) },
      })
    }),
  )

  return (
    <CoreProvider api={connection.api}>
      <NavigationProvider navigation={navigation}>
        <ToastsProvider value={toasts}>
          <CommandsProvider value={commands}>
            {/* What a person was doing stays mounted, and goes on when the core is back. */}
            <div class={styles['window']} inert={failure() !== undefined}>
              <App isConnecting={isConnecting()} cameBack={cameBack} />
            </div>
            <Show when={failure()}>
              {(why) => <BootScreen failure={why()} onTakeOver={connection.takeOver} />}
            </Show>
          </CommandsProvider>
        </ToastsProvider>
      </NavigationProvider>
    </CoreProvider>
  )
}
