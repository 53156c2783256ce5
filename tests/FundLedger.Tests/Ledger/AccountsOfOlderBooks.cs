using Dapper;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.Data.Sqlite;

namespace FundLedger.Tests.Ledger;

/// <summary>Books that were made before a chart had an account get it when they are brought up to date, and a chart of the entity's own is left alone.</summary>
public sealed class AccountsOfOlderBooks
{
    private const int BringsServices = 31;

    [Test]
    public void Entities_on_a_carried_chart_get_the_memo_of_services_and_others_do_not()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var migrations = Migrator.Carried(Dialect.Sqlite);
        Run(migrations.Where(migration => migration.Number < BringsServices));
        AccountRole[] services = [AccountRole.ServiceReceived, AccountRole.ServiceReserve];
        foreach (var (id, chart) in new[] { (1, Chart.Npo2004), (2, Chart.Npo2026), (3, Chart.Npo2004 with { Code = "own" }) })
        {
            connection.Execute("INSERT INTO entities (entity_id, code, name, currency, chart) VALUES (@id, @code, @code, 'CNY', @chart)", new { id, code = $"E{id}", chart = chart.Code });
            foreach (var account in chart.Accounts.Where(account => account.Role is not { } role || !services.Contains(role)))
                connection.Execute(
                    "INSERT INTO accounts (entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from) VALUES (@id, @Code, @role, @zh, @en, @layer, @type, @counts, @from)",
                    new
                    {
                        id, account.Code, role = account.Role?.ToString() ?? "", zh = account.Name.Zh, en = account.Name.En, layer = StoredWords.Word(account.Layer), type = StoredWords.Word(account.Type), counts = StoredWords.Word(account.CountsAs),
                        from = chart.ValidFrom.ToIso(),
                    });
        }

        Run(migrations.Where(migration => migration.Number == BringsServices));
        var added = connection.Query<(long Entity, string Code, string Role, string Zh, string En, string From)>("SELECT entity_id, code, role, name_zh, name_en, valid_from FROM accounts WHERE code IN ('9205', '9206') ORDER BY entity_id, code");
        Assert.That(added, Is.EqualTo(
            from one in new[] { (Id: 1L, Chart: Chart.Npo2004), (Id: 2L, Chart: Chart.Npo2026) }
            from account in one.Chart.Accounts
            where account.Role is { } role && services.Contains(role)
            select (one.Id, account.Code, account.Role.ToString(), account.Name.Zh, account.Name.En, one.Chart.ValidFrom.ToIso())));

        void Run(IEnumerable<Migration> wanted)
        {
            foreach (var batch in wanted.SelectMany(migration => migration.Batches)) connection.Execute(batch);
        }
    }
}
