// npm run api: compares the public API of every entry with its report in .ci/api. With --update it writes the reports.
// API Extractor reads one entry per configuration, so this script runs it for each entry of every package.json.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = resolve(import.meta.dirname, '..');
const update = process.argv.includes('--update');

for (const directory of readdirSync(resolve(root, 'packages'))) {
  const projectFolder = resolve(root, 'packages', directory);
  const packageJsonFullPath = resolve(projectFolder, 'package.json');
  const { exports = {} } = JSON.parse(readFileSync(packageJsonFullPath, 'utf8'));
  for (const [key, { types }] of Object.entries(exports)) {
    if (!types) continue;
    const config = ExtractorConfig.loadFile(resolve(import.meta.dirname, 'api-extractor.json'));
    const reportFileName = `${key === '.' ? directory : `${directory}-${key.slice(2)}`}.api.md`;
    Object.assign(config, { projectFolder, mainEntryPointFilePath: resolve(projectFolder, types) });
    Object.assign(config.apiReport, {
      reportFileName,
      reportFolder: resolve(root, '.ci/api'),
      reportTempFolder: resolve(root, 'reports/api'),
    });
    const extractorConfig = ExtractorConfig.prepare({ configObject: config, configObjectFullPath: undefined, packageJsonFullPath });
    const { succeeded, apiReportChanged } = Extractor.invoke(extractorConfig, { localBuild: update });
    if (succeeded && (update || !apiReportChanged)) continue;
    console.error(
      `The API of ${directory} (${key}) differs from the report .ci/api/${reportFileName}. Run \`npm run api -- --update\`, then review the change.`,
    );
    process.exitCode = 1;
  }
}
