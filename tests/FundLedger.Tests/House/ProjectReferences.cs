using System.Xml.Linq;

namespace FundLedger.Tests.House;

/// <summary>Web → Reports → FundLedger, and what each may take from outside.</summary>
internal static class ProjectReferences
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["FundLedger"] = [],
        ["FundLedger.Reports"] = ["FundLedger"],
        ["FundLedger.Web"] = ["FundLedger.Reports", "FundLedger"],
    };

    // Beginnings of package names that would put the host, the alarm clock or the paper into the room below it.
    private static readonly Dictionary<string, string[]> MayNotTake = new()
    {
        ["FundLedger"] = ["Microsoft.AspNetCore", "Hangfire", "SkiaSharp", "HarfBuzzSharp", "QuestPDF", "Serilog", "System.CommandLine", "Spectre"],
        ["FundLedger.Reports"] = ["Microsoft.AspNetCore", "Hangfire", "Dapper", "Microsoft.Data", "Serilog", "System.CommandLine", "Spectre"],
        ["FundLedger.Web"] = ["Dapper", "Microsoft.Data"],
    };

    public static IEnumerable<string> Violations(IEnumerable<SourceFile> projects)
    {
        foreach (var project in projects)
        {
            var name = Path.GetFileNameWithoutExtension(project.Path);
            if (!MayReference.TryGetValue(name, out var allowed))
            {
                yield return $"{project.Path}: no rule says what this project may reference";
                continue;
            }

            var xml = XDocument.Parse(project.Text);
            foreach (var other in Included(xml, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Except(allowed))
            {
                yield return $"{project.Path} references {other}: the direction is Web → Reports → FundLedger";
            }

            var strange = Included(xml, "PackageReference").Where(package => MayNotTake[name].Any(start => package.StartsWith(start, StringComparison.Ordinal)));
            foreach (var package in strange)
            {
                yield return $"{project.Path} takes {package}, which has no place in {name}";
            }

            if (name != "FundLedger.Web" && (string?)xml.Root!.Attribute("Sdk") != "Microsoft.NET.Sdk")
                yield return $"{project.Path} is a library and needs the plain SDK";
        }
    }

    private static IEnumerable<string> Included(XDocument project, string item) =>
        project.Descendants(item).Concat(project.Descendants("FrameworkReference")).Where(found => found.Name == item || item == "PackageReference")
            .Select(found => (string?)found.Attribute("Include") ?? "");
}
