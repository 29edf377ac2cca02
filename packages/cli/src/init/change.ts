/** A file to be created or edited. */
export interface FileChange {
  /** Relative to the project's folder, with forward slashes. */
  file: string;
  /** The text before; null when the file does not exist. */
  before: string | null;
  after: string;
}

/** What `lcw-auth init` does to a project. */
export interface Plan {
  changes: readonly FileChange[];
  /** What is left to do by hand, as full sentences. */
  steps: readonly string[];
}
