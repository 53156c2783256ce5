using FundLedger.Bench;
using FundLedger.Bench.Endurance;
using FundLedger.Storage;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>The endurance command itself, short: the built program is used, killed and stopped as a process; and books that lost an entry do not pass.</summary>
[NonParallelizable]
public sealed class NoticingWhatIsLost
{
    [Test]
    public async Task A_program_that_is_killed_and_started_again_loses_nothing()
    {
        var said = new StringWriter();
        var isClean = await Soaking.RunAsync(new EnduranceOptions(TimeSpan.FromSeconds(8), Seed: 3, Callers: 4), new ResultTable(said), CancellationToken.None, tokensOfEach: 4);
        Assert.That(isClean, said.ToString());
        Assert.That(said.ToString(), Does.Match("killed, stopped, without room  [1-9]"));
    }

    [Test]
    public async Task An_entry_that_is_taken_out_is_noticed()
    {
        var said = new StringWriter();
        var isClean = await Soaking.RunAsync(new EnduranceOptions(TimeSpan.FromSeconds(2), Seed: 4, Callers: 2), new ResultTable(said), CancellationToken.None, TakeOutAsync, tokensOfEach: 4);
        Assert.That((isClean, said.ToString().Contains("lost: ", StringComparison.Ordinal)), Is.EqualTo((false, true)), said.ToString());
    }

    [Test]
    public async Task A_program_that_ends_by_itself_is_told_with_its_exit_code_and_what_it_said_last()
    {
        var folder = Directory.CreateTempSubdirectory("fundledger-soak-");
        try
        {
            var (place, site) = (new StorageOptions { Directory = folder.FullName }, new Site());
            await using (var books = SqliteDatabase.Open(place, TimeProvider.System)) await SitePeople.EverybodyAsync(books, DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)));
            using var program = new SoakedProgram(place, site);
            await program.StartAsync();
            using (var ended = System.Diagnostics.Process.GetProcessById(program.Current!.ProcessId))
            {
                ended.Kill();
                await ended.WaitForExitAsync();
            }

            var disturbances = new Disturbances(program, site, new Random(1), new ResultTable(TextWriter.Null));
            await disturbances.StopNowAsync();
            Assert.That(disturbances.Wrongs.Single(), Does.StartWith("it ended by itself with exit code 137, and said last:\n").And.Contain("press Ctrl+C to stop"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The last gift that came by the API goes, with its outcome, as if its commit had never reached the disk.</summary>
    private static async Task TakeOutAsync(StorageOptions place)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={place.DatabaseFile};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('operations', 'journal_entries', 'journal_lines')";
        command.CommandText = (string)(await command.ExecuteScalarAsync())!
            + """
            ; PRAGMA foreign_keys = OFF;
            CREATE TEMP TABLE gone AS SELECT MAX(entry_id) AS entry_id, operation_key FROM journal_entries WHERE operation_key LIKE 'api/%';
            DELETE FROM operations WHERE operation_key = (SELECT operation_key FROM gone);
            DELETE FROM journal_lines WHERE entry_id = (SELECT entry_id FROM gone);
            DELETE FROM journal_entries WHERE entry_id = (SELECT entry_id FROM gone);
            """;
        await command.ExecuteNonQueryAsync();
    }
}
