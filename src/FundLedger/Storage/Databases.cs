namespace FundLedger.Storage;

/// <summary>Opens books wherever the options say that they are.</summary>
public static class Databases
{
    /// <summary>Opens the books to write; makes them when there are none, upgrades them when they are older.</summary>
    /// <exception cref="CannotOpenException">They cannot be opened as they are; the message says what to do.</exception>
    public static Database Open(StorageOptions options, TimeProvider clock) =>
        options.Dialect == Dialect.Sqlite ? SqliteDatabase.Open(options, clock) : SqlServerDatabase.Open(options, clock);

    /// <summary>Opens the books to read only; others may write them meanwhile.</summary>
    /// <exception cref="CannotOpenException">There are none, or not of this program's version.</exception>
    public static Database OpenToRead(StorageOptions options) =>
        options.Dialect == Dialect.Sqlite ? SqliteDatabase.OpenToRead(options) : SqlServerDatabase.OpenToRead(options);
}
