export const shellStrings = {
  name: 'Holdall',
  skip: 'Skip to the content',
  sidebar: 'Sidebar',
  content: 'Content',
  start: 'Start',
  widen: 'Show the sidebar',
  narrow: 'Make the sidebar narrow',
  sidebarWidth: 'Width of the sidebar',
  locations: 'Locations',
  settings: 'Storage and settings',
  about: 'About Holdall',
  keys: 'Keyboard shortcuts',
  nextRegion: 'Next part of the window',
  previousRegion: 'Previous part of the window',
  opening: 'Opening the library…',

  nowhereTitle: 'There is no such page',
  nowhereText: 'The address leads nowhere in Holdall. Nothing was changed.',
  nowhereWay: 'Go to the start',

  indexOf: (location: string) => (location === '' ? 'Index' : `Index of ${location}`),
  titleOf: (place: string) => `${place} – Holdall`,
}
