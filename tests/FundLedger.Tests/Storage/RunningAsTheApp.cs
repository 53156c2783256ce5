using Dapper;
using FundLedger.Corrections;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Seals;
using FundLedger.Storage;
using Microsoft.Data.SqlClient;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Storage;

/// <summary>The program under the login that hardening/grant_app gives its rights: everything people do works, and no row of the journal can be touched.</summary>
[Category("SqlServer")]
public sealed class RunningAsTheApp
{
    // Refused by right, and where Babelfish has no number of SQL Server for that, by its one number for all such; or by the trigger, where the right had to be given.
    private static readonly int[] Forbidden = [229, 33557097, 50000];

    private static readonly TestDatabase SqlServer = SqlServerOnly.Database;

    [SetUp]
    public void MustBeConfigured() => SqlServerOnly.MustBeConfigured();

    [Test]
    public Task Everything_that_people_do_works() => WithLoginAsync(async (_, app) =>
    {
        await app.FundAsync("LAKE");
        await app.SeedAsync("LAKE", 100);
        var gift = await app.DonateAsync("LAKE", 50, March(1), fee: 1);
        (await app.TryRefundAsync(gift, 5)).Expect();
        var spent = await app.SpendAsync("LAKE", 20, isPaid: false);
        (await app.TryReverseAsync(spent)).Expect();
        (await new AttachDocument(app.Database).RunAsync(app.Ask(), spent, new Attachment("a.txt", "凭证"u8.ToArray()))).Expect();
        (await new EraseDonor(app.Database).RunAsync(app.Ask(), "王小明")).Expect();
        await app.CloseAsync(1);
        (await new VerifyBooks(app.Database).RunAsync(app.Ask())).Expect();
        (await ProtectionKeys.StoreAsync(app.Database, app.Ask(), "key-1", "<key/>")).Expect();
        Assert.That(await app.AvailableAsync("LAKE"), Is.EqualTo(44));
        await app.MustVerifyAsync();
    });

    [TestCase("UPDATE journal_entries SET actor = N'x'")]
    [TestCase("DELETE FROM journal_lines")]
    [TestCase("UPDATE audit_events SET act = N'x'")]
    [TestCase("DELETE FROM operations")]
    [TestCase("UPDATE operations SET actor = N'x'")]
    [TestCase("INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES (9999, N'x', N'x', 1)")]
    public Task What_is_never_changed_it_cannot_change(string change) => WithLoginAsync(async (_, app) =>
    {
        await using var connection = new SqlConnection(app.Options.ConnectionString);
        Assert.That(async () => await connection.ExecuteAsync(change), Throws.TypeOf<SqlException>().With.Property("Number").AnyOf(Forbidden));
    });

    [Test]
    public Task Books_that_need_an_upgrade_are_left_to_the_login_that_may() => WithLoginAsync(async (ledger, app) =>
    {
        await using (var connection = new SqlConnection(ledger.Options.ConnectionString + ";Pooling=False")) await connection.ExecuteAsync("DELETE FROM schema_migrations WHERE number > 6");
        Assert.That(() => SqlServerDatabase.Open(app.Options, app.Clock), Throws.TypeOf<CannotOpenException>().With.Message.Contains("fundledger migrate"));
    });

    /// <summary>Runs a scenario with the books as their owner has them, and as the application's login has them.</summary>
    private static async Task WithLoginAsync(Func<TestLedger, TestLedger, Task> scenario)
    {
        var (login, password) = ($"fundledger_test_{Guid.NewGuid():N}", $"Aa1!{Guid.NewGuid():N}");
        var server = "";
        try
        {
            await SqlServer.RunAsync(async ledger =>
            {
                var text = new SqlConnectionStringBuilder(ledger.Options.ConnectionString) { Pooling = false };
                await using (var owner = new SqlConnection(text.ToString()))
                {
                    Assert.That(((SqlServerDatabase)ledger.Database).GrantToApp(), Is.False, "there is no such user yet");
                    await owner.ExecuteAsync($"CREATE LOGIN {login} WITH PASSWORD = '{password}'");
                    server = new SqlConnectionStringBuilder(text.ToString()) { InitialCatalog = "master" }.ToString();
                    await owner.ExecuteAsync($"CREATE USER fundledger_app FOR LOGIN {login}");
                }

                Assert.That(((SqlServerDatabase)ledger.Database).GrantToApp(), Is.True);
                (text.IntegratedSecurity, text.UserID, text.Password, text.Pooling) = (false, login, password, true);
                await using var app = new TestLedger(SqlServer, ledger.Options with { ConnectionString = text.ToString() });
                try
                {
                    await scenario(ledger, app);
                }
                finally
                {
                    TestDatabase.ClosePoolsOf(app.Options); // or the login would be in use when it is dropped
                }
            });
        }
        finally
        {
            // After the database, which holds its user.
            if (server.Length > 0)
            {
                await using var master = new SqlConnection(server);
                await master.ExecuteAsync($"DROP LOGIN {login}");
            }
        }
    }
}
