using System.Text.RegularExpressions;
using FundLedger.Storage.Copies;
using FundLedger.Tests.House;

namespace FundLedger.Tests.Copying;

/// <summary>A migration that brings a column of a new type is told before a copy to a server meets it.</summary>
public sealed partial class ColumnsThatAreCopied
{
    [Test]
    public void Every_column_of_a_table_on_a_server_is_of_a_type_that_is_copied()
    {
        var columns = SqlTree.OfRepository().SqlServer.Where(file => file.Key.StartsWith("migrations/", StringComparison.Ordinal))
            .SelectMany(file => Table().Matches(file.Value.Text)).SelectMany(table => Column().Matches(table.Groups["columns"].Value)).ToList();
        Assert.That(columns, Has.Count.GreaterThan(400));
        foreach (Match column in columns) Assert.That(() => SqlServerCopyTarget.TypeOf(column.Groups["type"].Value), Throws.Nothing, column.Value);
    }

    [GeneratedRegex(@"^CREATE TABLE \w+ \((?<columns>[^;]*)\);", RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^  (?<name>[a-z]\w*) (?<type>[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Column();
}
