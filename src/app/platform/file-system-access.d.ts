// What browsers with folder access have and TypeScript's DOM library does not know. All of it may be missing.

interface DirectoryPickerOptions {
  readonly id?: string
  readonly mode?: 'read' | 'readwrite'
  readonly startIn?: FileSystemHandle
}
interface HandlePermission {
  readonly mode: 'read' | 'readwrite'
}

interface Window {
  showDirectoryPicker?(options?: DirectoryPickerOptions): Promise<FileSystemDirectoryHandle>
}
interface FileSystemHandle {
  requestPermission?(permission: HandlePermission): Promise<PermissionState>
}
interface DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>
}
