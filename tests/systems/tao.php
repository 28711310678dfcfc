<?php
// Asks TAO's engine of QTI 2.1 how the items of a package are marked.
//
//     php tests/systems/tao.php ENGINE SITE
//
// ENGINE is a folder with qti-sdk (github.com/oat-sa), SITE a built site. The engine runs each
// item's own response processing on the right answer, on ones within and beyond the tolerance of
// a number, and on wrong ones. Not a part of `make test`, which has no such folder. The exit code
// is 1 where an item is marked otherwise than it should be.
//
// Tried on 30 November 2026 with the engine of July 2026 on PHP 8.2.

use qtism\common\enums\BaseType;
use qtism\common\enums\Cardinality;
use qtism\common\datatypes\QtiFloat;
use qtism\common\datatypes\QtiIdentifier;
use qtism\common\datatypes\QtiString;
use qtism\common\datatypes\files\FileSystemFileManager;
use qtism\data\storage\xml\XmlDocument;
use qtism\runtime\common\ResponseVariable;
use qtism\runtime\common\State;
use qtism\runtime\tests\AssessmentItemSession;
use qtism\runtime\tests\SessionManager;

[, $engine, $site] = $argv;
spl_autoload_register(function (string $class) use ($engine) {
    $file = "$engine/src/" . str_replace('\\', '/', $class) . '.php';
    if (is_file($file)) {
        require $file;
    }
});

const SORTS = [
    BaseType::FLOAT => QtiFloat::class,
    BaseType::IDENTIFIER => QtiIdentifier::class,
    BaseType::STRING => QtiString::class,
];
$faults = 0;
foreach (glob("$site/teach/questions-qti21*.zip") as $package) {
    $archive = new ZipArchive();
    $archive->open($package);
    $items = $marked = $feedback = 0;
    for ($number = 0; $number < $archive->numFiles; $number++) {
        $name = $archive->getNameIndex($number);
        if (!str_starts_with($name, 'items/')) {
            continue;
        }
        $items++;
        $document = new XmlDocument('2.1');
        $document->loadFromString($archive->getFromIndex($number));
        $item = $document->getDocumentComponent();
        $feedback += count($item->getModalFeedbacks());
        foreach (answers($item) as [$answer, $expected]) {
            $score = score($item, $answer);
            $marked++;
            if ($score != $expected) {
                $faults++;
                echo "FAULT $name: $answer gets $score, not $expected\n";
            }
        }
    }
    echo basename($package) . ": $items items, $marked answers marked, $feedback explanations\n";
}
exit($faults ? 1 : 0);

/** Answers to an item, each with the score that it should get. */
function answers(object $item): Generator {
    $declared = $item->getResponseDeclarations()['RESPONSE'];
    $right = $declared->getCorrectResponse()->getValues()[0]->getValue();
    yield [$right, 1];
    if ($declared->getBaseType() === BaseType::FLOAT) {
        $equal = $item->getComponentsByClassName('equal')[0];
        $value = $item->getComponentsByClassName('baseValue')[0]->getValue();
        [$below, $above] = $equal->getTolerance();
        yield [$value - 0.9 * $below, 1];
        yield [$value + 0.9 * $above, 1];
        yield [$value - 1.1 * $below, 0];
        yield [$value + 1.1 * $above, 0];
    } elseif ($declared->getBaseType() === BaseType::STRING) {
        yield ['987654321', 0];
        foreach ($declared->getMapping()->getMapEntries()->getArrayCopy() as $entry) {
            yield [$entry->getMapKey(), 1];
            yield [mb_strtoupper($entry->getMapKey()), 1];
        }
    } else {
        foreach ($item->getComponentsByClassName('simpleChoice')->getArrayCopy() as $choice) {
            yield [$choice->getIdentifier(), $choice->getIdentifier() === (string) $right ? 1 : 0];
        }
    }
}

/** The score that the engine gives for an answer. */
function score(object $item, mixed $answer): float {
    $sort = $item->getResponseDeclarations()['RESPONSE']->getBaseType();
    $class = SORTS[$sort];
    $given = new $class($sort === BaseType::FLOAT ? (float) $answer : (string) $answer);
    $session = new AssessmentItemSession($item, new SessionManager(new FileSystemFileManager()));
    $session->beginItemSession();
    $session->beginAttempt();
    $response = new ResponseVariable('RESPONSE', Cardinality::SINGLE, $sort, $given);
    $session->endAttempt(new State([$response]));
    return $session['SCORE']->getValue();
}
