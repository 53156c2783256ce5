namespace FundLedger.Tests.House;

/// <param name="Name">The literal given to <c>new SqlFile(…)</c>; null when it is no literal.</param>
/// <param name="Owner">Full name of the outermost type it stands in.</param>
internal sealed record SqlFileUse(string? Name, string Owner);

internal static class SqlFileUses
{
    public static IReadOnlyList<SqlFileUse> OfTheCore() => In(AssemblyReader.Of(typeof(FundLedger.Values.Money)), "FundLedger.Storage.SqlFile");

    public static IReadOnlyList<SqlFileUse> In(AssemblyReader assembly, string typeName) =>
        [.. assembly.NamesGivenTo(typeName).Select(use => new SqlFileUse(use.Name, use.Owner))];
}
