import type { OmnichannelRecords } from '@lcw-auth/simulator/omnichannel';
import { createStorage } from 'unstorage';
import fsLiteDriver from 'unstorage/drivers/fs-lite';
import { namedCustomers } from './identity-provider/customers.js';

/** The administrator's records, kept in files across restarts. */
export interface RecordStore {
  load(): Promise<OmnichannelRecords>;
  save(records: OmnichannelRecords): Promise<void>;
}

const key = 'omnichannel-records';
const publicKeyPath = '/auth/publickey';

/** @param knowsCustomers True when only the named customers are contacts. When false, any GUID is a contact. */
export function createRecordStore({
  folder,
  origin,
  knowsCustomers,
}: {
  folder: string;
  origin: string;
  knowsCustomers: boolean;
}): RecordStore {
  const storage = createStorage({ driver: fsLiteDriver({ base: folder }) });
  return {
    async load() {
      const { settings, widgets, workstreams } = (await storage.getItem<OmnichannelRecords>(key)) ?? firstRecords(origin);
      const here = settings.map((setting) => ({ ...setting, publicKeyUrl: onThisPort(setting.publicKeyUrl, origin) }));
      return { settings: here, widgets, workstreams, ...(knowsCustomers ? customers : {}) };
    },
    save: (records) => storage.setItem(key, records),
  };
}

/** The records that an administrator would create for this portal. */
export function firstRecords(origin: string): OmnichannelRecords {
  return {
    settings: [
      {
        name: 'Halden Coffee sign-in',
        owner: 'Portal team',
        publicKeyUrl: `${origin}${publicKeyPath}`,
        javascriptClientFunction: 'auth.getAuthenticationToken',
      },
    ],
    widgets: [
      { id: widgetId, name: 'Shop chat', authenticationSetting: 'Halden Coffee sign-in', workstream: 'Shop', signInOptional: true },
    ],
    workstreams: [
      {
        name: 'Shop',
        contextVariables: ['msdyn_cartvalue', 'msdyn_isvip'],
        queues: ['VIP customers', 'Signed-in customers', 'Guests'],
        routingRules: [
          {
            name: 'VIPs first',
            when: [{ authenticated: true }, { variable: 'msdyn_isvip', operator: 'equals', value: true }],
            queue: 'VIP customers',
            priority: 10,
          },
          { name: 'Signed in', when: [{ authenticated: true }], queue: 'Signed-in customers', priority: 5 },
        ],
        defaultQueue: 'Guests',
      },
    ],
  };
}

/** The app id of the shop's widget. */
export const widgetId = 'halden-coffee-shop';

const customers = {
  contacts: namedCustomers.filter((each) => each.type === 'contact').map(({ id, name }) => ({ id, name })),
  accounts: namedCustomers.filter((each) => each.type === 'account').map(({ id, name }) => ({ id, name })),
};

/** Updates the portal's own public key URL when the portal uses another port. */
function onThisPort(url: string, origin: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, pathname } = new URL(url);
  return hostname === 'localhost' && pathname === publicKeyPath ? `${origin}${publicKeyPath}` : url;
}
