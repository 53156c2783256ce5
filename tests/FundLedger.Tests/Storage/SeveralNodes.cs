using Dapper;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Storage;
using Microsoft.Data.SqlClient;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Storage;

/// <summary>Fixtures of what SQL Server alone has; skipped like every other where it is not configured.</summary>
internal static class SqlServerOnly
{
    internal static readonly TestDatabase Database = TestDatabase.All.Single(database => database.IsOnSqlServer);

    internal static void MustBeConfigured()
    {
        if (Database.WhyNot is { } reason) Assert.Ignore(reason);
    }
}

/// <summary>What goes wrong between several programs and one server: every caller hears the truth, nothing is lost or doubled.</summary>
[Category("SqlServer")]
public sealed class SeveralNodes
{
    private static readonly TestDatabase SqlServer = SqlServerOnly.Database;

    [SetUp]
    public void MustBeConfigured() => SqlServerOnly.MustBeConfigured();

    [Test]
    public Task A_lost_answer_of_a_commit_is_settled_before_the_caller_hears_of_it([Values("committing", "committed")] string point) => SqlServer.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var left = 1;
        ((SqlServerDatabase)ledger.Database).Faults = (reached, connection) =>
        {
            if (reached != point || Interlocked.Decrement(ref left) != 0) return;
            connection.Close(); // before the commit, or after it: the caller's side sees a broken line both times
            if (point == "committed") throw new IOException("the answer was lost");
        };
        var outcome = await new RecordDonation(ledger.Database).RunAsync(Ask("gift"), new Gift("LAKE", Cny(10), Today, DonorName.Of("王小明")));
        Assert.That(outcome, Is.InstanceOf<Outcome<DonationRecorded>.Done>().With.Property("WasDoneBefore").False);
        Assert.That((await ledger.EntryCountAsync(), await ledger.AvailableAsync("LAKE")), Is.EqualTo((1L, 10m)));
    });

    [Test]
    public Task A_line_that_breaks_before_the_commit_is_written_by_another_try([Values("begun", "operation", "flushed")] string point) => SqlServer.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var left = 1;
        ((SqlServerDatabase)ledger.Database).Faults = (reached, connection) =>
        {
            if (reached == point && Interlocked.Decrement(ref left) == 0) connection.Close();
        };
        await ledger.DonateAsync("LAKE", 10);
        Assert.That((await ledger.EntryCountAsync(), await ledger.AvailableAsync("LAKE")), Is.EqualTo((1L, 10m)));
    });

    [Test]
    public Task Two_that_wait_for_each_other_are_both_done() => SqlServer.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("HILL");
        await ledger.DonateAsync("LAKE", 1);
        await ledger.DonateAsync("HILL", 1);
        using var both = new Barrier(2);
        Task<Outcome<long>> LockAsync(string first, string second)
        {
            var runs = 0;
            return ledger.Database.WriteAsync<long>(new Operation($"{first}-{second}", "note", "clerk-7", []), async tx =>
            {
                foreach (var fund in new[] { first, second })
                {
                    await tx.Connection.ExecuteAsync(
                        "UPDATE positions SET shortfall_minor = shortfall_minor WHERE fund_id = (SELECT fund_id FROM funds WHERE code = @fund)", new { fund }, tx.Transaction);
                    if (fund == first && runs++ == 0) both.SignalAndWait(TimeSpan.FromSeconds(30));
                }

                return runs;
            });
        }

        var outcomes = await Task.WhenAll(LockAsync("LAKE", "HILL"), LockAsync("HILL", "LAKE"));
        Assert.That(outcomes.Select(outcome => outcome.Expect()), Is.EquivalentTo(new[] { 1L, 2L }), "one was chosen to give way, and ran again");
    });

    [Test]
    public Task The_same_request_sent_to_two_nodes_at_once_is_done_once() => SqlServer.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await using var other = SqlServerDatabase.Open(ledger.Options, ledger.Clock);
        var gift = new Gift("LAKE", Cny(10), Today, DonorName.Of("王小明"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => new RecordDonation(i % 2 == 0 ? ledger.Database : other).RunAsync(Ask("gift"), gift)));
        Assert.That(answers.Select(answer => answer.Expect().Entry).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(answers.Count(answer => answer is Outcome<DonationRecorded>.Done { WasDoneBefore: false }), Is.EqualTo(1));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
    });

    [Test]
    public async Task Two_programs_that_make_the_books_at_once_make_one_ledger()
    {
        var options = SqlServer.AtOwnPlace(new StorageOptions());
        try
        {
            var opened = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => SqlServerDatabase.Open(options, TimeProvider.System))));
            Assert.That(opened[0].Ledger.Id, Is.EqualTo(opened[1].Ledger.Id));
            foreach (var database in opened) await database.DisposeAsync();
        }
        finally
        {
            SqlServer.Remove(options);
        }
    }

    [Test]
    public Task Books_of_a_newer_program_are_refused() => SqlServer.RunAsync(async ledger =>
    {
        await using (var connection = new SqlConnection(ledger.Options.ConnectionString + ";Pooling=False"))
            await connection.ExecuteAsync("INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES (9999, N'later', N'x', 1)");
        Assert.That(() => SqlServerDatabase.Open(ledger.Options, ledger.Clock), Throws.TypeOf<CannotOpenException>().With.Message.Contains("newer version"));
        Assert.That(() => SqlServerDatabase.OpenToRead(ledger.Options), Throws.TypeOf<CannotOpenException>().With.Message.Contains("newer version"));
    });

    [Test]
    public Task What_was_told_of_a_moment_stays_so_though_a_write_was_under_way() => SqlServer.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var slow = ledger.Database.WriteAsync<long>(new Operation("slow", "note", "clerk-7", []), async tx =>
        {
            begun.TrySetResult();
            await goOn.Task;
            return 1L;
        });
        await begun.Task;
        var telling = ledger.BalancesAsync("LAKE");
        Assert.That(await Task.WhenAny(telling, Task.Delay(TimeSpan.FromSeconds(1))), Is.Not.SameAs(telling), "it waits for the write that could still be recorded before it");
        goOn.SetResult();
        (await slow).Expect();
        Assert.That((await telling).Total.Cash, Is.EqualTo(Cny(1)));
    });
}

/// <summary>What a connection string must say.</summary>
public sealed class NamingTheServer
{
    [TestCase("Server=x;Database=y", "Encrypt")]
    [TestCase("Server=x;Encrypt=True", "Database")]
    [TestCase("Server=x;Nonsense=1", "cannot be read")]
    public void A_connection_string_that_leaves_something_open_is_refused_in_words(string text, string says) =>
        Assert.That(() => SqlServerDatabase.OpenToRead(new StorageOptions { Dialect = Dialect.SqlServer, ConnectionString = text }),
            Throws.TypeOf<CannotOpenException>().With.Message.Contains(says));

    [TestCase("", 30, 15_000)]
    [TestCase(";Command Timeout=77", 77, 38_500)]
    [TestCase(";Command Timeout=0", 0, -1)]
    public void Statements_take_as_long_as_the_connection_string_gives_them_and_wait_half_of_it_for_a_lock(string more, int seconds, int milliseconds)
    {
        var text = SqlServerConnections.Checked(new StorageOptions { Dialect = Dialect.SqlServer, ConnectionString = "Server=x;Database=y;Encrypt=True" + more });
        using var connection = new SqlConnection(text);
        using var command = new SqlCommand("SELECT 1", connection);
        Assert.That((command.CommandTimeout, SqlServerConnections.LockTimeoutMilliseconds(connection)), Is.EqualTo((seconds, milliseconds)));
    }

    [Test]
    public void A_server_that_is_there_again_is_found_at_once()
    {
        var text = SqlServerConnections.Checked(new StorageOptions { Dialect = Dialect.SqlServer, ConnectionString = "Server=x;Database=y;Encrypt=True" });
        Assert.That(new SqlConnectionStringBuilder(text).PoolBlockingPeriod, Is.EqualTo(PoolBlockingPeriod.NeverBlock), "no failed connection is remembered");
    }

    [Test]
    public void A_place_is_shown_without_its_secrets() =>
        Assert.That(new StorageOptions { Dialect = Dialect.SqlServer, ConnectionString = "Server=x;Database=y;User ID=u;Password=secret" }.Place, Is.EqualTo("x/y"));
}
