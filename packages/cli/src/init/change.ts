/** A file to be created or edited. */
export interface FileChange {
  /** Relative to the project's folder, with forward slashes. */
  file: string;
  /** The text before; null when the file does not exist. */
  before: string | null;
  after: string;
}

/** The changes that `lcw-auth init` makes to a project. */
export interface Plan {
  /** The file with the app's own `<LiveChatAuthProvider>`; null when it has none. Only Microsoft's snippet is then removed. */
  provider: string | null;
  changes: readonly FileChange[];
  /** The remaining manual steps, as full sentences. */
  steps: readonly string[];
}
