using System.Globalization;
using FundLedger.Donations;
using FundLedger.Donors;
using Microsoft.Data.SqlClient;

namespace FundLedger.Bench;

/// <summary>
/// Donations through their operation on SQL Server, by 64 callers over one node and over two, to one fund and to many, beside bare inserts of the very same rows
/// on the same server: as many connections, one round trip and one commit for each gift. Measured where FUNDLEDGER_TEST_SQLSERVER names a server.
/// </summary>
internal static class RecordingOnAServer
{
    private const string Setting = "FUNDLEDGER_TEST_SQLSERVER";
    private const int Callers = 64;
    private const int Funds = 64;
    private const int Nodes = 2;
    private const int Rounds = 3;
    private const int PatienceSeconds = 600; // for connections that read all statements for the first time
    private const double Target = 0.5;

    /// <summary>Of one node; more would only wait for the processors.</summary>
    private static readonly int WritersAtOnce = 4 * Environment.ProcessorCount;

    internal static async Task RunAsync(BenchOptions options, ResultTable results, CancellationToken stop)
    {
        if (Environment.GetEnvironmentVariable(Setting) is not { Length: > 0 } server)
        {
            results.Note($"recording on SQL Server is not measured: set {Setting} to a connection string");
            return;
        }

        var (ours, bare) = (NewPlace(server), NewPlace(server));
        var nodes = new List<SqlServerDatabase>();
        try
        {
            for (var i = 0; i < Nodes; i++) nodes.Add(SqlServerDatabase.Open(ours, TimeProvider.System));
            await MakeBooksAsync(nodes[0]);
            await using (var other = SqlServerDatabase.Open(bare, TimeProvider.System)) await MakeBooksAsync(other);
            results.Note("the books are there; connections read their statements for the first time");
            await WarmAsync(nodes);
            await using var written = await WrittenOnAServer.OpenAsync(ours.ConnectionString);
            await using var inserts = await BareInsertsOnAServer.OpenAsync(bare.ConnectionString, Nodes * WritersAtOnce);
            var round = 0;
            foreach (var funds in new[] { 1, Funds })
                for (var count = 1; count <= Nodes; count++)
                {
                    var measured = await MeasureAsync(nodes[..count], inserts, written, funds, () => ++round, Math.Max(Callers, options.Gifts / 8), stop);
                    var on = count == 1 ? "1 node" : $"{count} nodes";
                    var to = funds == 1 ? "1 fund" : $"{funds} funds";
                    results.Add(measured with { What = $"record a donation on a server, {Callers} callers, {on} of {WritersAtOnce} connections, {to}" });
                }
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
            SqlConnection.ClearAllPools();
            foreach (var place in new[] { ours, bare }) await DropAsync(place);
        }
    }

    private static async Task<Result> MeasureAsync(
        List<SqlServerDatabase> nodes, BareInsertsOnAServer inserts, WrittenOnAServer written, int funds, Func<int> nextRound, int gifts, CancellationToken stop)
    {
        var rounds = new List<(TimeSpan Recording, TimeSpan Inserting)>();
        for (var i = 0; i <= Rounds; i++)
        {
            stop.ThrowIfCancellationRequested();
            var round = nextRound();
            var recording = await Timing.OfAsync(() => RecordAsync(nodes, round, gifts, funds));
            var rows = await written.ReadNewAsync();
            var inserting = await Timing.OfAsync(() => inserts.RunAsync(rows, nodes.Count * WritersAtOnce));
            if (i > 0) rounds.Add((recording, inserting)); // the first round warms up
        }

        var ratio = Timing.Median(rounds.Select(round => round.Inserting / round.Recording));
        return new Result("", Timing.PerSecond(gifts, Timing.Median(rounds.Select(round => round.Recording))),
            $"bare inserts {Timing.PerSecond(gifts, Timing.Median(rounds.Select(round => round.Inserting)))}", ratio, $"≥ {Target}", ratio >= Target);
    }

    /// <summary>The same on both sides, one after another, so that ids agree: the funds, their accounts and source, the donors, the rows of sums.</summary>
    private static async Task MakeBooksAsync(Database database)
    {
        for (var i = 0; i < Funds; i++) await BenchFolder.CreateFundAsync(database, $"server-{i}", Currency.Of("CNY"));
        for (var i = 0; i < Funds; i++) await RecordAsync(database, 0, i, Funds);
    }

    /// <summary>As many gifts at once as there will be connections, each to a fund of its own, so that none waits for a row that one of the slow first ones holds.</summary>
    private static async Task WarmAsync(List<SqlServerDatabase> nodes)
    {
        for (var times = 1; times <= 3; times++)
        {
            var gifts = nodes.SelectMany((node, n) => Enumerable.Range(0, WritersAtOnce).Select(i => Task.Run(() => RecordAsync(node, -times, n * WritersAtOnce + i, Funds))));
            await Task.WhenAll(gifts);
        }
    }

    private static Task RecordAsync(List<SqlServerDatabase> nodes, int round, int gifts, int funds)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < gifts; i = Interlocked.Increment(ref next)) await RecordAsync(nodes[caller % nodes.Count], round, i, funds);
        })));
    }

    private static async Task RecordAsync(Database database, int round, int i, int funds)
    {
        var gift = RecordingDonations.GiftOf($"server-{i % funds}", 0, i) with { On = new DateOnly(2024, 1, 1), Donor = DonorName.Of($"捐赠人{i % Callers}"), Reference = $"2024{round:00}{i:000000}" };
        (await new RecordDonation(database).RunAsync(new Asked($"gift/{round}/{i}", "clerk-7"), gift)).Expect();
    }

    private static StorageOptions NewPlace(string server) => new()
    {
        Dialect = Dialect.SqlServer,
        ConnectionString = new SqlConnectionStringBuilder(server) { InitialCatalog = $"fundledger_bench_{Guid.NewGuid():N}", CommandTimeout = PatienceSeconds }.ToString(),
        WritersAtOnce = WritersAtOnce,
    };

    private static async Task DropAsync(StorageOptions place)
    {
        var text = new SqlConnectionStringBuilder(place.ConnectionString);
        var name = text.InitialCatalog;
        (text.InitialCatalog, text.Pooling) = ("master", false);
        await using var connection = new SqlConnection(text.ToString());
        await connection.OpenAsync();
        await using var drop = new SqlCommand($"DROP DATABASE IF EXISTS {name}", connection) { CommandTimeout = 60 };
        await drop.ExecuteNonQueryAsync();
    }
}

/// <summary>The rows of one gift as they were written.</summary>
internal sealed record GiftRows(object?[] Operation, object?[] Entry, IReadOnlyList<object?[]> Lines, object?[] Text, object?[] Donation);

/// <summary>Reads back the rows that recorded donations left on a server.</summary>
internal sealed class WrittenOnAServer : IAsyncDisposable
{
    private readonly SqlConnection connection;
    private long lastEntry;

    private WrittenOnAServer(string connectionString) => connection = new SqlConnection(connectionString);

    /// <summary>What is there already is not read.</summary>
    internal static async Task<WrittenOnAServer> OpenAsync(string connectionString)
    {
        var written = new WrittenOnAServer(connectionString);
        await written.connection.OpenAsync();
        await using var last = new SqlCommand("SELECT MAX(entry_id) FROM journal_entries", written.connection);
        written.lastEntry = (long)(await last.ExecuteScalarAsync())!;
        return written;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>What was written since the last call.</summary>
    internal async Task<IReadOnlyList<GiftRows>> ReadNewAsync()
    {
        var entries = await RowsAsync("SELECT * FROM journal_entries WHERE entry_id > @after ORDER BY entry_id");
        var lines = (await RowsAsync("SELECT * FROM journal_lines WHERE entry_id > @after ORDER BY entry_id, line_no")).ToLookup(row => (long)row[0]!);
        var texts = (await RowsAsync("SELECT * FROM entry_texts WHERE entry_id > @after")).ToDictionary(row => (long)row[0]!);
        var gifts = (await RowsAsync("SELECT * FROM donations WHERE entry_id > @after")).ToDictionary(row => (long)row[0]!);
        var operations = (await RowsAsync("SELECT * FROM operations WHERE operation = N'donation'")).ToDictionary(row => (string)row[0]!);
        lastEntry = (long)entries[^1][0]!;
        return [.. entries.Select(entry => new GiftRows(operations[(string)entry[9]!], entry, [.. lines[(long)entry[0]!]], texts[(long)entry[0]!], gifts[(long)entry[0]!]))];
    }

    private async Task<List<object?[]>> RowsAsync(string sql)
    {
        await using var command = new SqlCommand(sql, connection);
        if (sql.Contains("@after", StringComparison.Ordinal)) command.Parameters.AddWithValue("@after", lastEntry);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(value => value is DBNull ? null : value)]);
        }

        return rows;
    }
}

/// <summary>The yardstick: one batch of statements for each gift, on as many connections as there are callers, and nothing else.</summary>
internal sealed class BareInsertsOnAServer : IAsyncDisposable
{
    private const string Sums =
        """
        UPDATE positions SET available_minor = available_minor + @amount WHERE fund_id = @fund AND source_id = @source AND currency = @currency;
        UPDATE account_balances SET debit_minor = debit_minor + CASE WHEN account_id = @debit THEN @amount ELSE 0 END, credit_minor = credit_minor + CASE WHEN account_id = @credit THEN @amount ELSE 0 END
        WHERE fund_id = @fund AND account_id IN (@debit, @credit) AND source_id = @source AND currency = @currency;
        UPDATE daily_totals SET line_count = line_count + 1,
          debit_minor = debit_minor + CASE WHEN account_id = @debit THEN @amount ELSE 0 END, credit_minor = credit_minor + CASE WHEN account_id = @credit THEN @amount ELSE 0 END
        WHERE fund_id = @fund AND account_id IN (@debit, @credit) AND source_id = @source AND currency = @currency AND occurred_on = @day;
        COMMIT;
        """;

    private readonly List<SqlConnection> connections = [];

    internal static async Task<BareInsertsOnAServer> OpenAsync(string connectionString, int callers)
    {
        var inserts = new BareInsertsOnAServer();
        for (var i = 0; i < callers; i++)
        {
            var connection = new SqlConnection(new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
            await connection.OpenAsync();
            inserts.connections.Add(connection);
        }

        return inserts;
    }

    internal Task RunAsync(IReadOnlyList<GiftRows> gifts, int connectionCount)
    {
        var next = -1;
        return Task.WhenAll(connections.Take(connectionCount).Select(connection => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < gifts.Count; i = Interlocked.Increment(ref next)) await RunAsync(connection, gifts[i]);
        })));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections) await connection.DisposeAsync();
    }

    private static async Task RunAsync(SqlConnection connection, GiftRows gift)
    {
        await using var command = new SqlCommand { Connection = connection };
        var text = new System.Text.StringBuilder("SET XACT_ABORT ON; BEGIN TRANSACTION; ");
        Add("journal_entries", gift.Entry);
        Add("journal_lines", [.. gift.Lines]);
        Add("entry_texts", gift.Text);
        Add("donations", gift.Donation);
        Add("operations", gift.Operation);
        text.Append(Sums);
        command.CommandText = text.ToString();
        var (debit, credit) = (gift.Lines.Single(line => (long)line[8]! > 0), gift.Lines.Single(line => (long)line[8]! < 0));
        foreach (var (name, value) in new[]
        {
            ("@amount", debit[8]), ("@fund", debit[4]), ("@source", debit[5]), ("@currency", debit[7]), ("@debit", debit[3]), ("@credit", credit[3]), ("@day", debit[2]),
        }) command.Parameters.AddWithValue(name, value);
        await command.ExecuteNonQueryAsync();

        void Add(string table, params object?[][] rows) => text.Append(CultureInfo.InvariantCulture,
            $"INSERT INTO {table} VALUES {string.Join(", ", rows.Select(row => $"({string.Join(", ", row.Select(Value))})"))}; ");

        string Value(object? value)
        {
            if (value is null) return "NULL";
            var name = $"@p{command.Parameters.Count}";
            command.Parameters.AddWithValue(name, value);
            return name;
        }
    }
}
