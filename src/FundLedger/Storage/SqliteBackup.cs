using Dapper;
using Microsoft.Data.Sqlite;

namespace FundLedger.Storage;

/// <summary>Copies of an embedded ledger, and books made from a copy.</summary>
public static class SqliteBackup
{
    private static readonly SqlFile FindLastEntry = new("storage/find_last_entry");
    private static readonly SqlFile InsertEpoch = new("storage/insert_epoch");

    /// <summary>Writes a consistent copy to one file while the books are in use.</summary>
    /// <exception cref="CannotOpenException">There are no books, or the file exists or cannot be written.</exception>
    public static void Write(StorageOptions options, string file)
    {
        WriteAsync(options, file, counting: null).GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Write"/>
    /// <returns>What the books held, read from the books themselves at the moment of the copy.</returns>
    public static async Task<BookTotals> WriteCountedAsync(StorageOptions options, string file)
    {
        BookTotals? totals = null;
        await WriteAsync(options, file, async reader => totals = await BookTotals.ReadAsync(reader));
        return totals!;
    }

    private static async Task WriteAsync(StorageOptions options, string file, Func<LedgerReader, Task>? counting)
    {
        if (!File.Exists(options.DatabaseFile))
            throw new CannotOpenException(new($"目录 {options.Directory} 中没有账本。", $"There are no books in {options.Directory}."));
        if (File.Exists(file))
            throw new CannotOpenException(new($"文件 {file} 已存在。请换一个文件名。", $"The file {file} exists already. Choose another name."));
        using var source = SqliteConnections.OpenReader(options.DatabaseFile);
        source.Execute("BEGIN DEFERRED TRANSACTION");  // what is counted and what is copied is of one moment
        try
        {
            if (counting is not null && LedgerRow.Find(source, Dialect.Sqlite) is { } ledger) await counting(new LedgerReader(source, Dialect.Sqlite, ledger));
            Copy(source, file, finish: _ => { });
        }
        finally
        {
            source.Execute("ROLLBACK TRANSACTION");
        }
    }

    /// <summary>Makes books in an empty folder from a backup, and starts a new epoch in them that names the last entry they hold.</summary>
    /// <returns>The number of that entry; 0 when the backup holds none.</returns>
    /// <exception cref="CannotOpenException">The folder has books, or the file is no sound backup of this program's version.</exception>
    public static long Restore(StorageOptions options, string file, TimeProvider clock)
    {
        if (!File.Exists(file)) throw new CannotOpenException(new($"没有文件 {file}。", $"There is no file {file}."));
        SqliteDatabase.MakeFolder(options.Directory);
        using var writerLock = WriterLock.Take(options.Directory, options.Address);
        MustHoldNoBooks(options);
        try
        {
            using var backup = new SqliteConnection(SqliteConnections.Text(file, SqliteOpenMode.ReadOnly, pooling: false));
            backup.Open();
            CheckSound(backup, file);
            long lastEntry = 0;
            Copy(backup, options.DatabaseFile, finish: partial => lastEntry = StartEpoch(partial, clock));
            return lastEntry;
        }
        catch (SqliteException broken)
        {
            throw SqliteDatabase.Unreadable(file, broken);
        }
    }

    /// <summary>A place for books to come from elsewhere.</summary>
    /// <exception cref="CannotOpenException">There are books, or what is left of some.</exception>
    internal static void MustHoldNoBooks(StorageOptions options)
    {
        if (File.Exists(options.DatabaseFile))
            throw new CannotOpenException(new(
                $"目录 {options.Directory} 中已有账本，恢复和复制都不会覆盖它。请指定一个空目录。",
                $"There are books in {options.Directory} already; a restore or copy never overwrites. Name an empty folder."));
        if (Array.Find(["-wal", "-journal"], ending => File.Exists(options.DatabaseFile + ending)) is { } left)
            throw new CannotOpenException(new(
                $"目录 {options.Directory} 中留有旧账本的日志 {options.DatabaseFile}{left}，它会混入新账本。请先移走它，或指定一个空目录。",
                $"{options.DatabaseFile}{left} is the log of earlier books and would be played into the new ones. Move it away, or name an empty folder."));
    }

    private static void CheckSound(SqliteConnection backup, string file)
    {
        var answer = backup.ExecuteScalar<string>("PRAGMA integrity_check(1)");
        if (answer != "ok")
            throw new CannotOpenException(new($"备份文件 {file} 已损坏：{answer}", $"The backup {file} is damaged: {answer}"));
        Migrator.CheckNotNewer(backup, Dialect.Sqlite);
        if (LedgerRow.Find(backup, Dialect.Sqlite) is null)
            throw new CannotOpenException(new($"{file} 不是账本的备份。", $"{file} is no backup of a ledger."));
    }

    private static long StartEpoch(string file, TimeProvider clock)
    {
        using var restored = SqliteConnections.OpenWriter(file);
        var now = Moments.ToMicroseconds(clock.GetUtcNow());
        Migrator.Upgrade(restored, Dialect.Sqlite, now);
        var last = restored.QuerySingleOrDefault<LastEntry>(FindLastEntry.TextFor(Dialect.Sqlite));
        restored.Execute(InsertEpoch.TextFor(Dialect.Sqlite),
            new { reason = "restored", started_at = now, last_entry_id = last?.EntryId ?? 0, last_entry_hash = last?.Hash });
        return last?.EntryId ?? 0;
    }

    /// <summary>Through a second name, so that a copy that broke off is never taken for a whole one.</summary>
    /// <param name="finish">What belongs to the copy before it gets its name.</param>
    private static void Copy(SqliteConnection source, string file, Action<string> finish)
    {
        var partial = file + ".partial";
        try
        {
            File.Delete(partial);
            using (var target = new SqliteConnection(SqliteConnections.Text(partial, SqliteOpenMode.ReadWriteCreate, pooling: false)))
            {
                target.Open();
                source.BackupDatabase(target);
            }

            finish(partial);
            File.Move(partial, file);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new CannotOpenException(new($"无法写入 {file}：{refused.Message}", $"{file} cannot be written: {refused.Message}"), refused);
        }
    }

    private sealed record LastEntry
    {
        public long EntryId { get; init; }
        public byte[] Hash { get; init; } = [];
    }
}
