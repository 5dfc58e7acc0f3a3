//! What the tables of contributions and expenditures have in common.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use domain::money::{MoneyEntry, MoneyRecord};

use super::stored::New;
use crate::db::Conn;

/// A kind of record of money that has a table.
pub trait Stored: MoneyEntry {
    /// The record of this key.
    ///
    /// # Errors
    /// When the database fails.
    fn find(conn: &mut Conn, id: Self::Id) -> QueryResult<Option<MoneyRecord<Self>>>;

    /// The record that a form has made already.
    ///
    /// # Errors
    /// When the database fails.
    fn by_idempotency_key(conn: &mut Conn, key: &str) -> QueryResult<Option<Self::Id>>;

    /// Adds a record.
    ///
    /// # Errors
    /// When the database fails.
    fn insert(conn: &mut Conn, new: New<'_>, entry: &Self) -> QueryResult<Self::Id>;

    /// Stores an edit, unless another has been stored since `version`. Says whether it did.
    ///
    /// # Errors
    /// When the database fails.
    fn update(conn: &mut Conn, id: Self::Id, version: i32, entry: &Self, now: DateTime<Utc>) -> QueryResult<bool>;

    /// Withdraws a record that counts, unless it has been changed since `version`. Says whether it did.
    ///
    /// # Errors
    /// When the database fails.
    fn cancel(conn: &mut Conn, id: Self::Id, version: i32, reason: &str, at: DateTime<Utc>) -> QueryResult<bool>;
}

/// Implements [`Stored`] for an entry by its table and the functions `find`, `insert` and `update` beside it.
macro_rules! records {
    ($entry:ty, $table:ident) => {
        impl $crate::db::money::record::Stored for $entry {
            fn find(conn: &mut Conn, id: Self::Id) -> QueryResult<Option<domain::money::MoneyRecord<Self>>> {
                find(conn, id)
            }

            fn by_idempotency_key(conn: &mut Conn, key: &str) -> QueryResult<Option<Self::Id>> {
                let found = $table::table.filter($table::idempotency_key.eq(key)).select($table::id).first::<i32>(conn).optional()?;
                Ok(found.map(<Self as domain::money::MoneyEntry>::id))
            }

            fn insert(conn: &mut Conn, new: New<'_>, entry: &Self) -> QueryResult<Self::Id> {
                insert(conn, new, entry)
            }

            fn update(conn: &mut Conn, id: Self::Id, version: i32, entry: &Self, now: DateTime<Utc>) -> QueryResult<bool> {
                update(conn, id, version, entry, now)
            }

            fn cancel(conn: &mut Conn, id: Self::Id, version: i32, reason: &str, at: DateTime<Utc>) -> QueryResult<bool> {
                let counted = $table::table.find(id.0).filter($table::version.eq(version)).filter($table::cancelled_at.is_null());
                diesel::update(counted)
                    .set((
                        $table::cancelled_at.eq(at.naive_utc()),
                        $table::cancel_reason.eq(reason),
                        $table::version.eq($table::version + 1),
                    ))
                    .execute(conn)
                    .map(|n| n == 1)
            }
        }
    };
}
pub(super) use records;
