using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>The accounts of an entity's chart that have no line in the file: rules look for them by role.</summary>
internal static class ChartAccounts
{
    /// <summary>Those of known charts that the file leaves out; what the file says of a code or a role stands.</summary>
    internal static IReadOnlyList<Account> Missing(FileDefinitions file, IReadOnlyDictionary<string, Chart> charts)
    {
        var accounts = file.Accounts.ToList();
        return [.. file.Entities.Where(entity => charts.ContainsKey(entity.Chart)).SelectMany(entity => MissingOf(entity, charts[entity.Chart], accounts))];
    }

    /// <summary>Entities on a chart the program does not know.</summary>
    internal static IEnumerable<Bilingual> Unknown(FileDefinitions file, IReadOnlyDictionary<string, Chart> charts) =>
        file.Entities.Where(entity => !charts.ContainsKey(entity.Chart)).Select(entity => new Bilingual(
            $"会计主体 {entity.Code} 使用自定科目表“{entity.Chart}”：只恢复了有发生额的科目，其余科目须重新载入该科目表。",
            $"Entity {entity.Code} is on a chart of its own, '{entity.Chart}': only accounts with lines came back; give that chart to have the others."));

    private static IEnumerable<Account> MissingOf(Entity entity, Chart chart, List<Account> accounts)
    {
        var ofFile = accounts.Where(account => account.EntityId == entity.Id).ToList();
        return chart.Accounts
            .Where(account => !ofFile.Exists(known => known.Code == account.Code || (known.Role is not null && known.Role == account.Role)))
            .Select(account => new Account(0, entity.Id, account.Code, account.Role, account.Name, account.Layer, account.Type, account.CountsAs, chart.ValidFrom, null));
    }
}
