using System.CommandLine;
using System.Text.RegularExpressions;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Cli;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Cli;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>Every setting is in docs/settings.md as the program has it, and a wrong one keeps the program from starting.</summary>
public sealed partial class SettingUpTheProgram : CommandLineTest
{
    [Test]
    public void The_document_has_every_setting_with_its_range_and_default_and_no_other()
    {
        var expected = Settings.All.Select(setting => $"| `{setting.Name}` | {setting.Range.Zh}<br>{setting.Range.En} | {(setting.Default.Length > 0 ? $"`{setting.Default}`" : "—")} |").ToList();
        var document = File.ReadAllLines(Path.Combine(Root(), "docs", "settings.md"));
        var rows = document.Where(line => VariableRow().IsMatch(line)).Select(line => VariableRow().Match(line).Value).ToList();
        Assert.That(rows.Except(expected), Is.Empty, "in the document and not in the program");
        Assert.That(expected.Except(rows), Is.Empty, "in the program and not in the document:\n" + string.Join('\n', expected.Except(rows)));
        Assert.That(rows, Is.Unique);
    }

    [Test]
    public void The_document_has_every_option_of_serve()
    {
        var shell = new Shell(new Surroundings(TextWriter.Null, TextWriter.Null, Stream.Null, false, TimeProvider.System, _ => null, "", () => ""), Language.En);
        var options = ServeVerb.In(shell).Options.Select(option => option.Name).Where(name => name.StartsWith("--", StringComparison.Ordinal)).Append("--data").Append("--lang").ToHashSet();
        var rows = File.ReadAllLines(Path.Combine(Root(), "docs", "settings.md")).Select(line => OptionRow().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.That(rows, Is.EquivalentTo(options));
    }

    [Test]
    public void No_variable_is_read_that_is_not_a_setting()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => NamedVariable().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.That(named.Except(Settings.All.Select(setting => setting.Name)), Is.Empty, "give it a line in Settings and in docs/settings.md");
        Assert.That(named, Has.Count.GreaterThan(15));
    }

    [Test]
    public void Defaults_are_those_of_the_storage_and_are_good_values_themselves()
    {
        var (set, unset) = (BooksPlace.Of("x", _ => null), new StorageOptions { Directory = "x" });
        Assert.That(set, Is.EqualTo(unset));
        foreach (var setting in Settings.All.Where(setting => setting.Default.Length > 0)) Assert.That(setting.IsGood(setting.Default), setting.Name);
        var large = BooksPlace.Of("x", new Dictionary<string, string?> { ["FUNDLEDGER_Storage__QueueLength"] = " 17 ", ["FUNDLEDGER_Storage__BatchLength"] = "5", ["FUNDLEDGER_Storage__MostPages"] = "900", ["FUNDLEDGER_Storage__WritersAtOnce"] = "3" }.GetValueOrDefault);
        Assert.That((large.QueueLength, large.BatchLength, large.MostPages, large.WritersAtOnce), Is.EqualTo((17, 5, 900L, 3)));
    }

    [TestCase("FUNDLEDGER_BackupsKept", "0")]
    [TestCase("FUNDLEDGER_BackupsKept", "many")]
    [TestCase("FUNDLEDGER_DrainSeconds", "16")]
    [TestCase("FUNDLEDGER_LogFormat", "xml")]
    [TestCase("FUNDLEDGER_Storage__QueueLength", "0")]
    [TestCase("FUNDLEDGER_Storage__BatchLength", "10001")]
    [TestCase("FUNDLEDGER_Storage__WritersAtOnce", "-1")]
    [TestCase("FUNDLEDGER_Storage__MostPages", "1e9")]
    [TestCase("FUNDLEDGER_Storage__Dialect", "Oracle")]
    [TestCase("FUNDLEDGER_PublicAddress", "ledger")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [TestCase("OTEL_EXPORTER_OTLP_PROTOCOL", "udp")]
    [TestCase("OTEL_METRIC_EXPORT_INTERVAL", "10")]
    [TestCase("OTEL_TRACES_SAMPLER_ARG", "2")]
    public async Task A_wrong_value_keeps_the_server_from_starting_and_is_named_with_what_it_may_be(string name, string value)
    {
        Environment[name] = value;
        var (zh, en) = (await RunAsync("serve --urls http://127.0.0.1:0 --lang zh-CN"), await RunAsync("serve --urls http://127.0.0.1:0 --lang en"));
        Assert.That((zh.ExitCode, en.ExitCode), Is.EqualTo((2, 2)), en.Error);
        var range = Settings.All.Single(setting => setting.Name == name).Range;
        Assert.That(en.Error, Does.Contain($"The environment variable {name} is {range.En}").And.Contain(value));
        Assert.That(zh.Error, Does.Contain($"环境变量 {name} 应为{range.Zh}").And.Contain(value));
        Assert.That(Directory.Exists(Books), Is.False, "nothing was begun");
        if (name.Contains("Storage", StringComparison.Ordinal)) Assert.That((await RunAsync("fund list")).Error, Does.Contain(name), "commands that open books refuse it too");
    }

    [Test]
    public void A_secret_is_never_shown()
    {
        var secret = new Setting("FUNDLEDGER_X", new("甲", "a"), "", _ => false, IsSecret: true);
        Assert.That(secret.RefusalFor(_ => "hush")!.Message.En, Does.Contain("FUNDLEDGER_X").And.Not.Contain("hush"));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FundLedger.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(FUNDLEDGER|OTEL)_[A-Za-z_]+` \| [^|]+ \| [^|]+ \|")]
    private static partial Regex VariableRow();

    [GeneratedRegex(@"^\| `(--[a-z-]+)` \|")]
    private static partial Regex OptionRow();

    [GeneratedRegex("\"((?:FUNDLEDGER|OTEL)_[A-Za-z_]+)\"")]
    private static partial Regex NamedVariable();
}
