using System.Globalization;
using System.Text;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Storage;
using FundLedger.Tests.Donations.Lists;
using FundLedger.Tests.Storage;
using FundLedger.Values;
using Microsoft.Data.SqlClient;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations.Importing;

/// <summary>How often the program speaks to the server does not follow the number of rows.</summary>
[Category("SqlServer")]
public sealed class ImportingInFewTrips
{
    private const int Rows = 2_000;
    private const int RowsOfAPart = 500;

    [SetUp]
    public void MustBeConfigured() => SqlServerOnly.MustBeConfigured();

    [Test]
    public Task A_part_of_five_hundred_rows_is_posted_in_a_few_round_trips() => SqlServerOnly.Database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        long parts = 0, trips = 0;
        ((SqlServerDatabase)ledger.Database).Faults = (point, connection) =>
        {
            if (point == "begun")
            {
                connection.StatisticsEnabled = true;
                connection.ResetStatistics();
            }

            if (point != "committing") return;
            Interlocked.Increment(ref parts);
            Interlocked.Add(ref trips, TripsOf(connection));
            connection.StatisticsEnabled = false;
        };
        await ImportAsync(ledger, 0);
        Assert.That(parts, Is.GreaterThanOrEqualTo(Rows / RowsOfAPart));
        Assert.That(trips / parts, Is.LessThanOrEqualTo(30), $"{trips} trips of {parts} operations");
    });

    [Test]
    public Task Rows_are_looked_up_among_those_known_in_a_few_round_trips() => SqlServerOnly.Database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ImportAsync(ledger, 0);
        using var list = TestLists.OfText(List(Rows / 2));
        var scan = TestLists.Scanned(list, Currency.Cny);
        await using var counting = new CountingReads(ledger.Database);
        var trial = (await ImportTrial.RunAsync(counting, list, scan, "LAKE", Today)).Expect();
        Assert.That((trial.New.Rows, trial.Alike.Rows), Is.EqualTo((Rows / 2L, Rows / 2L)));
        Assert.That(counting.Trips, Is.InRange(1, 20));

        var outcome = await new ImportDonations(counting, ledger.Clock).RunAsync("clerk-7", list, scan, new ImportChoices("LAKE"));
        Assert.That(((ImportOutcome.Refused)outcome).Reason.Code, Is.EqualTo("overlap"));
        Assert.That(counting.Trips, Is.InRange(1, 20));
    });

    private static long TripsOf(SqlConnection connection) => (long)connection.RetrieveStatistics()["ServerRoundtrips"]!;

    private static async Task ImportAsync(TestLedger ledger, int from)
    {
        using var list = TestLists.OfText(List(from));
        var outcome = await new ImportDonations(ledger.Database, ledger.Clock).RunAsync("clerk-7", list, TestLists.Scanned(list, Currency.Cny), new ImportChoices("LAKE"));
        Assert.That(((ImportOutcome.Imported)outcome).Summary.Gifts, Is.EqualTo(Rows));
    }

    private static string List(int from)
    {
        var text = new StringBuilder("捐赠人,金额,日期,备注\n");
        for (var i = from; i < from + Rows; i++) text.Append(CultureInfo.InvariantCulture, $"捐赠人{i % 700},{i % 97 + 1}.00,{March(1 + i % 15).ToIso()},备注{i}\n");
        return text.ToString();
    }

    /// <summary>Counts the trips of the last read.</summary>
    private sealed class CountingReads(Database database) : Database
    {
        internal long Trips { get; private set; }

        public override LedgerIdentity Ledger => database.Ledger;

        public override Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop = default) =>
            database.WriteAsync(operation, rules, stop);

        public override Task<T> ReadAsync<T>(Func<LedgerReader, Task<T>> reads, CancellationToken stop = default) => database.ReadAsync(async reader =>
        {
            var connection = (SqlConnection)reader.Connection;
            connection.StatisticsEnabled = true;
            connection.ResetStatistics();
            var answer = await reads(reader);
            Trips = TripsOf(connection);
            connection.StatisticsEnabled = false;
            return answer;
        }, stop);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
