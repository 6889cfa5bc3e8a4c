/** The sentences for what can go wrong. What happened first, then what helps. */
export const errorStrings = {
  // any call
  defect: (reportId: string) =>
    `Holdall failed at this; your files were not touched. Report ${reportId} is ready to copy.`,
  invalidInput: (method: string, issues: string) =>
    `The call ${method} does not fit the contract and did nothing: ${issues}.`,
  quotaExceeded:
    'The browser has no more room for the library; it stays as it was. Free some space on this disk, then try again.',
  databaseFault: (message: string) =>
    `The library could not do this and stays as it was. The database says: ${message}.`,

  // start
  databaseNewer: (found: number, known: number) =>
    `The library was made by a newer Holdall (format ${found}; this one reads up to ${known}). Reload to get the newer one.`,
  otherVersion: (build: string) => `Another tab runs another version of Holdall (${build}).`,
  missingFeatures: (features: string) => `This browser lacks what Holdall needs: ${features}.`,
  storageRefused: (message: string) =>
    `The browser refuses to store anything for this page (${message}). Leave the private window, or allow site data.`,
  leaderSilent:
    'The tab that holds the library does not answer. Close that tab, or let this one take over.',

  // files and folders
  permissionRequired: 'The browser asks for your permission before Holdall may look in here.',
  notFound: 'It is not there any more. It was moved, renamed or deleted outside Holdall.',
  wrongKind: 'There is something else of this name now: a file where a folder was, or the reverse.',
  notReadable: 'The system does not let the browser read this.',
  changedOnDisk: 'It changed on the disk while it was being read. Look again.',
  nameRefused: (name: string) =>
    `The browser never opens entries of this name: ${name}. It lies untouched on the disk.`,
  rootUnknown: 'The browser has lost its access to this folder. Choose the folder again.',
  fsFault: (name: string, message: string) =>
    `The browser could not do this and says: ${name}, ${message}`,
  badPath: (text: string) => `This is no path inside a location: ${text}`,
  notText: 'This is no text: its bytes make no letters in any known encoding.',

  // jobs
  jobNotFound: 'This job is over, or is already in that state. Nothing was changed.',

  // locations
  locationNotFound: 'This location is no longer in Holdall.',
  alreadyALocation: (name: string) => `${name} is a location already.`,
  insideALocation: (name: string) =>
    `This folder lies inside ${name}, which is a location already.`,
  aroundLocations: (names: string) => `This folder holds locations already: ${names}.`,
  notAFolder: 'This is not a folder. Holdall opens folders; drop the one that the file is in.',
  notTheSameFolder: (name: string) => `${name} is another folder. Nothing was changed.`,
  badLocationName: 'A name needs at least one letter or sign, and at most 255.',

  // ways out
  reload: 'Reload',
  allow: 'Allow',
  lookAgain: 'Look again',
  tryAgain: 'Try again',
  openStorage: 'Open Storage',
  copyReport: 'Copy report',
  copied: 'Copied',
}

export const crashStrings = {
  heading: 'Holdall failed; your files were not touched.',
  report: (reportId: string) => `Report ${reportId} is ready to copy.`,
  privacy: 'It holds the error, the version and the browser. Nothing was sent anywhere.',
  toast: (reportId: string) =>
    `Something in Holdall failed; your files were not touched. Report ${reportId} is ready to copy.`,
  details: 'What is in it',
  copyReport: 'Copy report',
  copied: 'Report copied',
  reload: 'Reload',
}
