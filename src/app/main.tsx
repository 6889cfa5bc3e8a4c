// Entry of the window: what the browser lacks, the core, the app.
import '#trusted-types'
import './ui/styles.css'
import { render } from 'solid-js/web'
import { must } from '#vdfs/api/result.ts'
import type { BootFailure } from './boot/boot-failures.ts'
import { BootScreen } from './boot/BootScreen.tsx'
import { lastPlace } from './boot/last-place.ts'
import { Window } from './boot/Window.tsx'
import { connectCore } from './core/connect.ts'
import { printPlace } from './navigation/place.ts'
import { readCapabilities } from './platform/capabilities.ts'
import { clearMirrors, siteDataRefusal } from './platform/mirror.ts'
import { applyTheme, mirroredTheme } from './platform/theme.ts'
import { installScripting } from './window-holdall.ts'

applyTheme(mirroredTheme())
start()

function start(): void {
  const root = must(document.getElementById('app'), 'the root element')
  root.removeAttribute('aria-busy')
  const { missing, manyTabs } = readCapabilities(window)
  if (missing.length > 0) return showFailure(root, { type: 'MissingFeatures', features: missing })
  const refusal = siteDataRefusal()
  if (refusal !== undefined) return showFailure(root, { type: 'StorageRefused', message: refusal })

  const connection = connectCore(__BUILD_ID__, startOver)
  installScripting(connection.api, __BUILD_ID__)
  const cameBack = comeBack()
  render(() => <Window connection={connection} manyTabs={manyTabs} cameBack={cameBack} />, root)
}

function showFailure(root: HTMLElement, failure: BootFailure): void {
  render(() => <BootScreen failure={failure} onTakeOver={() => location.reload()} />, root)
}

/** The library was erased: nothing of before may stay in this tab. */
function startOver(): void {
  clearMirrors()
  location.replace('/')
}

/** A new tab at the bare address shows what was open last. @returns whether it does */
function comeBack(): boolean {
  const isNewTab = history.state === null && sessionStorage.length === 0
  const place = lastPlace(new URL(location.href), isNewTab)
  if (place === undefined) return false
  history.replaceState(null, '', printPlace(place))
  return true
}
