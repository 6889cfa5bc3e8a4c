import type { Feature } from '../platform/capabilities.ts'

interface FeatureWords {
  readonly lacks: string
  readonly how: string
}

const update = 'Update the browser, or use Chrome, Edge or another Chromium of this year.'

/** What stops Holdall from starting, and what helps. */
export const bootStrings = {
  // ways out
  reload: 'Reload this tab',
  reloadToUpdate: 'Reload to update',
  tryAgain: 'Try again',
  takeOver: 'Let this tab take over',
  copyReport: 'Copy report',
  copied: 'Report copied',

  newerTitle: 'This library was made by a newer Holdall',
  newerText: (found: number, known: number) =>
    `It has format ${found}, and this version reads up to ${known}. Nothing was changed. Reload to get the newer version.`,

  otherTitle: 'Another tab runs another version of Holdall',
  otherText: (build: string) =>
    `Two versions must not work on one library. That tab runs ${build}. Reload this tab to run the same, or let this tab take over; the other one then asks to be reloaded.`,

  missingTitle: 'This browser lacks something that Holdall needs',
  missing: {
    'secure-context': {
      lacks: 'This page was not opened safely, so browsers let it do almost nothing.',
      how: 'Open it by an address that starts with https, or with http://localhost.',
    },
    opfs: { lacks: 'It has no room of its own for the library (OPFS).', how: update },
    'module-workers': { lacks: 'It has no module workers.', how: update },
    'web-locks': { lacks: 'It has no locks between tabs (Web Locks).', how: update },
    'broadcast-channel': { lacks: 'It has no messages between tabs.', how: update },
    'indexed-db': {
      lacks: 'It has no place to keep folders (IndexedDB).',
      how: 'Leave the private window, or use Chrome, Edge or another Chromium of this year.',
    },
    folders: {
      lacks: 'It cannot open folders of this computer.',
      how: 'Use Chrome, Edge or another Chromium of this year, on a computer.',
    },
  } satisfies Record<Feature, FeatureWords>,
  missingUnknown: (feature: string) => ({ lacks: `It lacks ${feature}.`, how: update }),

  refusedTitle: 'The browser refuses to store anything for this page',
  refusedText:
    'Holdall keeps its library in the browser, on this computer only. Leave the private window, or allow this site to save data, then try again.',
  refusedReason: (message: string) => `The browser says: ${message}`,

  silentTitle: 'The tab that holds the library does not answer',
  silentText:
    'It may be stuck or asleep. Close that tab, or let this one take over: nothing that was saved is lost.',

  quotaTitle: 'The browser has no more room for the library',
  quotaText:
    'Nothing was changed. Free some space on this disk, or clear the data of sites you no longer use, then try again.',
  quotaFigures: (used: string, quota: string) =>
    `This site uses ${used} of the ${quota} it may use.`,

  defectTitle: 'Holdall failed to start; your files were not touched',
  defectText: (reportId: string, message: string) => `Report ${reportId}: ${message}`,

  oneTabTitle: 'Holdall is open in another tab',
  oneTabText:
    'This browser can run it in one tab at a time. Go to the other tab, or close it: this one then starts by itself.',
}
