/* What store-*.c share: the connection behind a Store. Nothing outside db/ includes this. */
#ifndef CONVOKE_DB_STORE_PRIVATE_H
#define CONVOKE_DB_STORE_PRIVATE_H

#include "db/sql.h"
#include "db/store.h"

sqlite3 *store_db(Store *store);

#endif
