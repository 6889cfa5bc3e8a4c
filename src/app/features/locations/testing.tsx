import { useCommands } from '../../commands/registry.ts'
import type { Navigation } from '../../navigation/navigation.tsx'
import { useToasts } from '../../parts/toasts-context.ts'
import { createDroppedEntries } from '../../platform/dropped-entries.ts'
import type { FakeHoldall } from '../../testing/fake-holdall.ts'
import { TestWindow } from '../../testing/TestWindow.tsx'
import { show } from '../../ui/testing.tsx'
import { DropZone } from './DropZone.tsx'
import { LocationBand } from './LocationBand.tsx'
import LocationDialogs from './LocationDialogs.tsx'
import { locationsCommands } from './locations.commands.ts'
import { createLocations, LocationsProvider, type Locations } from './locations.store.ts'
import { LocationsSection } from './LocationsSection.tsx'

export interface ShownLocations {
  readonly locations: Locations
  readonly navigation: Navigation
}

/** The locations' own parts, as the window puts them together. */
export function showLocations(fake: FakeHoldall): ShownLocations {
  history.replaceState(null, '', '/')
  const shown: { locations?: Locations; navigation?: Navigation } = {}
  show(() => (
    <TestWindow fake={fake} navigation={(navigation) => (shown.navigation = navigation)}>
      <Parts onMade={(locations) => (shown.locations = locations)} />
    </TestWindow>
  ))
  const { locations, navigation } = shown
  if (locations === undefined || navigation === undefined) throw new Error('nothing was shown')
  return { locations, navigation }
}

function Parts(props: { onMade: (locations: Locations) => void }) {
  const locations = createLocations(createDroppedEntries())
  useCommands().register(locationsCommands(locations, useToasts()))
  // oxlint-disable-next-line solid/reactivity -- told once
  props.onMade(locations)
  return (
    <LocationsProvider value={locations}>
      <LocationsSection rail={false} />
      <LocationBand />
      <LocationDialogs />
      <DropZone />
    </LocationsProvider>
  )
}
