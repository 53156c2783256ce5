using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace FundLedger.TSql.Tests;

/// <summary>What hardening/grant_app and grant_types give the running program, against what its statements do: each right is needed, and each need has its right.</summary>
internal static class AppRights
{
    private const string Grants = "hardening/grant_app";
    private const string GrantsOnTypes = "hardening/grant_types";

    // Run by the login that migrates.
    private static readonly string[] OfTheMigration = ["storage/create_schema_migrations", "storage/insert_migration", "storage/insert_ledger", "storage/insert_epoch", "copying/insert_copy", "copying/insert_unused_numbers"];

    public static IEnumerable<string> Faults(SqlTree tree)
    {
        var sources = TSqlSource.ParseAll(tree);
        var granted = sources.Where(source => source.Name is Grants or GrantsOnTypes).SelectMany(Granted).ToHashSet();
        var needed = Readable(MigratedSchema.Of(sources)).Concat(sources.Where(IsRunByTheApp).SelectMany(Changed)).ToHashSet();
        var refused = sources.Where(source => source.IsMigration).SelectMany(RefusedByTrigger).ToHashSet();
        return needed.Except(granted).Select(right => $"{Grants} lacks {right}")
            .Concat(granted.Except(needed).Select(right => $"{Grants} gives {right}, which no statement needs"))
            .Concat(granted.Intersect(refused).Select(right => $"{Grants} gives {right}, which a trigger refuses"))
            .Order(StringComparer.Ordinal);
    }

    private static bool IsRunByTheApp(TSqlSource source) => !source.IsMigration && !source.Name.StartsWith("hardening/", StringComparison.Ordinal) && !OfTheMigration.Contains(source.Name);

    private static IEnumerable<string> Granted(TSqlSource source) =>
        from grant in source.Statements.OfType<GrantStatement>()
        from permission in grant.Permissions
        select $"{string.Join(' ', permission.Identifiers.Select(word => word.Value))} ON {grant.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers[^1].Value}";

    private static IEnumerable<string> Readable(MigratedSchema schema)
    {
        foreach (var (name, _, script) in schema.Scripts)
        {
            var bare = name[(name.LastIndexOf('.') + 1)..];
            if (script.StartsWith("CREATE TABLE", StringComparison.OrdinalIgnoreCase) || script.StartsWith("CREATE VIEW", StringComparison.OrdinalIgnoreCase)) yield return $"SELECT ON {bare}";
            else if (script.StartsWith("CREATE SEQUENCE", StringComparison.OrdinalIgnoreCase)) yield return $"UPDATE ON {bare}";
            else if (script.StartsWith("CREATE TYPE", StringComparison.OrdinalIgnoreCase)) yield return $"EXECUTE ON {bare}";
        }
    }

    private static IEnumerable<string> Changed(TSqlSource source)
    {
        var changes = new Changes();
        source.Script.Accept(changes);
        return changes.Found;
    }

    private static IEnumerable<string> RefusedByTrigger(TSqlSource source) =>
        from trigger in source.Statements.OfType<CreateTriggerStatement>()
        where trigger.TriggerType == TriggerType.InsteadOf
        from action in trigger.TriggerActions
        select $"{action.TriggerActionType.ToString().ToUpperInvariant()} ON {trigger.TriggerObject.Name.BaseIdentifier.Value}";

    private sealed class Changes : TSqlFragmentVisitor
    {
        public HashSet<string> Found { get; } = [];

        public override void Visit(InsertSpecification node) => Add("INSERT", node.Target, null);

        public override void Visit(UpdateSpecification node) => Add("UPDATE", node.Target, node.FromClause);

        public override void Visit(DeleteSpecification node) => Add("DELETE", node.Target, node.FromClause);

        public override void Visit(MergeSpecification node)
        {
            foreach (var action in node.ActionClauses.Select(clause => clause.Action))
                Add(action switch { InsertMergeAction => "INSERT", UpdateMergeAction => "UPDATE", _ => "DELETE" }, node.Target, null);
        }

        /// <summary>A table that is written by the name it has in FROM is looked up there.</summary>
        private void Add(string what, TableReference target, FromClause? from)
        {
            if (target is not NamedTableReference named) return; // a table variable
            var name = named.SchemaObject.BaseIdentifier.Value;
            var aliases = new Aliases();
            from?.Accept(aliases);
            Found.Add($"{what} ON {aliases.Found.GetValueOrDefault(name, name)}");
        }
    }

    private sealed class Aliases : TSqlFragmentVisitor
    {
        public Dictionary<string, string> Found { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override void Visit(NamedTableReference node)
        {
            if (node.Alias is not null) Found[node.Alias.Value] = node.SchemaObject.BaseIdentifier.Value;
        }
    }
}
