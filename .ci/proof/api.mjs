// The public API of each entry, as a report in .ci/api. Without --update it fails where the code says something else.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { root } from '../install.mjs';

const update = process.argv.includes('--update');
const folder = resolve(root, '.ci/api');
mkdirSync(folder, { recursive: true });

let passed = 0;
let failed = 0;
for (const [name, directory, entry] of entries()) {
  const { succeeded, messages } = report(name, directory, entry);
  if (succeeded) passed += 1;
  else failed += 1;
  if (!succeeded)
    console.log(
      `✗ ${name}: ${messages.join('\n') || 'the API is not what its report says; see it with `node .ci/proof/api.mjs --update && git diff .ci/api`'}`,
    );
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

function entries() {
  return readdirSync(resolve(root, 'packages')).flatMap((directory) => {
    const { exports } = JSON.parse(readFileSync(resolve(root, 'packages', directory, 'package.json'), 'utf8'));
    return Object.entries(exports).flatMap(([key, { types }]) =>
      types ? [[key === '.' ? directory : `${directory}-${key.slice(2)}`, directory, types]] : [],
    );
  });
}

function report(name, directory, entry) {
  const project = resolve(root, 'packages', directory);
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: resolve(project, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: project,
      mainEntryPointFilePath: resolve(project, entry),
      compiler: { tsconfigFilePath: resolve(project, 'tsconfig.lib.json') },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: folder,
        reportTempFolder: resolve(root, 'node_modules/.cache/api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  const messages = [];
  const { succeeded, apiReportChanged } = Extractor.invoke(config, {
    localBuild: update,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error) messages.push(message.text);
      message.handled = true;
    },
  });
  return { succeeded: succeeded && (update || !apiReportChanged), messages };
}
