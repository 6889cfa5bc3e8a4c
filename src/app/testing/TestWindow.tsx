import type { ParentProps } from 'solid-js'
import { listenForKeys } from '../commands/key-listener.ts'
import { CommandsProvider, createCommandRegistry } from '../commands/registry.ts'
import { CoreProvider } from '../core/core-context.tsx'
import { createNavigation, NavigationProvider, type Navigation } from '../navigation/navigation.tsx'
import { ToastsProvider } from '../parts/toasts-context.ts'
import { ToastRegion } from '../ui/ToastRegion.tsx'
import { createToasts } from '../ui/toasts.ts'
import type { FakeHoldall } from './fake-holdall.ts'

export interface TestWindowProps extends ParentProps {
  fake: FakeHoldall
  navigation?: ((navigation: Navigation) => void) | undefined
}

/** What every part of the window stands on, over a fake core. */
export function TestWindow(props: TestWindowProps) {
  const navigation = createNavigation()
  // oxlint-disable-next-line solid/reactivity -- told once
  props.navigation?.(navigation)
  const toasts = createToasts()
  const commands = createCommandRegistry({
    platform: 'other',
    onRefused: (reason) => toasts.show({ tone: 'info', text: reason }),
  })
  listenForKeys(commands, window)
  return (
    <CoreProvider api={props.fake.api}>
      <NavigationProvider navigation={navigation}>
        <ToastsProvider value={toasts}>
          <CommandsProvider value={commands}>
            <main tabIndex={-1}>{props.children}</main>
            <ToastRegion toasts={toasts} />
          </CommandsProvider>
        </ToastsProvider>
      </NavigationProvider>
    </CoreProvider>
  )
}
